package io.walgateway.consumer.payload;

import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.plugin.AnswerWait;
import io.walgateway.core.storage.Cancellations;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.text.Reasons;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers a delayed message only if it was not cancelled in the meantime; a cancelled message is skipped. */
final class CancellableTarget implements Target {
    private static final Logger log = LoggerFactory.getLogger(CancellableTarget.class);

    private final Target target;
    private final DurableStorage storage;
    private final ClaimCheck.Place place;
    private final InstantSource clock;

    /** @param place the storage's place, for error messages */
    CancellableTarget(Target target, DurableStorage storage, ClaimCheck.Place place, InstantSource clock) {
        this.target = target;
        this.storage = storage;
        this.place = place;
        this.clock = clock;
    }

    @Override
    public DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException {
        boolean cancelled;
        try {
            cancelled = AnswerWait.get(
                    new Cancellations(storage, attempt.message().namespace())
                            .has(attempt.message().id())
                            .toCompletableFuture(),
                    attempt.left(clock.instant()));
        } catch (TimeoutException e) {
            return new DeliveryOutcome.Unavailable("durable storage " + place + ": no answer in time");
        } catch (ExecutionException e) {
            return new DeliveryOutcome.Unavailable("durable storage " + place + ": " + Reasons.of(e));
        }
        if (!cancelled) {
            return target.deliver(attempt);
        }
        log.info(
                "not delivered, since it was taken back: namespace={} messageId={}",
                attempt.message().namespace(),
                attempt.message().id());
        return new DeliveryOutcome.Skipped("it was cancelled");
    }
}
