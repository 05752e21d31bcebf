package io.walgateway.consumer.payload;

import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.plugin.AnswerWait;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.text.Reasons;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The groups that have settled one payload, as durable storage knows them: an empty item for each, which stays until
 * the payload would have expired. The group that finds all groups settled removes the payload. Where that fails, the
 * payload expires.
 */
public final class PayloadReferences {
    private static final Logger log = LoggerFactory.getLogger(PayloadReferences.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ClaimCheck claim;
    private final DurableStorage storage;
    private final InstantSource clock;

    /** The references of one claim in its storage. */
    public PayloadReferences(ClaimCheck claim, DurableStorage storage, InstantSource clock) {
        this.claim = claim;
        this.storage = storage;
        this.clock = clock;
    }

    /**
     * Notes the settlement and, if all groups have settled, removes the payload. Blocks for some seconds at most; never
     * fails.
     */
    public void settledBy(ConsumerGroup group) {
        int number = number(group);
        if (number < 0 || claim.expiry().isBefore(clock.instant().plusSeconds(1))) {
            return;
        }
        try {
            await(storage.note(claim.settledKey(), Set.of(number), claim.expiry())
                    .thenCompose(_ -> storage.numbers(claim.settledKey()))
                    .thenCompose(this::removeIfSettledByAll));
        } catch (ExecutionException | TimeoutException e) {
            log.warn(
                    "Expected to note that a payload is settled, but failed; it lies there until {}: storage={} key={}"
                            + " target={}: {}",
                    claim.expiry(),
                    claim.place(),
                    claim.key(),
                    group.target(),
                    e.toString());
        } catch (InterruptedException e) {
            // The target has the message in any case.
            Thread.currentThread().interrupt();
        }
    }

    /**
     * {@code Skipped} if the target has settled before, so that the payload may be gone; {@code Unavailable} if the
     * storage does not answer; else the given outcome.
     */
    DeliveryOutcome hasSettled(ConsumerGroup group, DeliveryOutcome otherwise) throws InterruptedException {
        int number = number(group);
        if (number < 0) {
            return otherwise;
        }
        try {
            List<Integer> settled = await(storage.numbers(claim.settledKey()));
            return settled.contains(number)
                    ? new DeliveryOutcome.Skipped("it was settled before, and its payload is removed")
                    : otherwise;
        } catch (ExecutionException | TimeoutException e) {
            return new DeliveryOutcome.Unavailable("durable storage " + claim.place() + ": " + Reasons.of(e));
        }
    }

    /** Negative: the payload does not wait for this group, which is so for every group that reads another namespace. */
    private int number(ConsumerGroup group) {
        boolean own = claim.key().startsWith(ClaimCheck.keyPrefix(group.namespace()));
        return own ? claim.targets().indexOf(group.target()) : -1;
    }

    private CompletionStage<Void> removeIfSettledByAll(List<Integer> settled) {
        boolean all = IntStream.range(0, claim.targets().size()).allMatch(settled::contains);
        return all ? storage.delete(claim.key()) : CompletableFuture.completedFuture(null);
    }

    private static <T> T await(CompletionStage<T> stage)
            throws InterruptedException, ExecutionException, TimeoutException {
        return AnswerWait.get(stage.toCompletableFuture(), PATIENCE);
    }
}
