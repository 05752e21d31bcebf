package io.walgateway.consumer.payload;

import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.log.payload.FetchedPayload;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Fetches the payload before the target gets the message, and notes that the target has settled before it returns the
 * outcome. If the message is delivered again, its payload may be gone, and the note says why.
 */
final class RestoringTarget implements Target {
    private static final Duration ROOM_AGAIN_AFTER = Duration.ofMillis(100);

    private final Target target;
    private final ConsumerGroup group;
    private final PayloadRoom payloads;
    private final InstantSource clock;

    RestoringTarget(Target target, ConsumerGroup group, PayloadRoom payloads, InstantSource clock) {
        this.target = target;
        this.group = group;
        this.payloads = payloads;
        this.clock = clock;
    }

    @Override
    public DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException {
        ClaimCheck claim = attempt.message().claim().orElseThrow();
        Optional<String> obstacle = payloads.obstacle(claim.place());
        if (obstacle.isPresent()) {
            return rejected(claim, obstacle.get());
        }
        if (!payloads.enter(claim, attempt.left(clock.instant()))) {
            return new DeliveryOutcome.Throttled(
                    ROOM_AGAIN_AFTER, "as many payloads as may be are in memory (delivery.restored-bytes-max)");
        }
        DeliveryOutcome outcome;
        try {
            outcome = deliver(attempt, claim, payloads.storage(claim.place()));
        } finally {
            payloads.leave(claim);
        }
        return outcome;
    }

    private DeliveryOutcome deliver(DeliveryAttempt attempt, ClaimCheck claim, DurableStorage storage)
            throws InterruptedException {
        PayloadReferences references = new PayloadReferences(claim, storage, clock);
        return switch (FetchedPayload.fetch(claim, storage, attempt.left(clock.instant()))) {
            case FetchedPayload.Whole(var payload) -> {
                Message whole = attempt.message().with(new Message.Inline(payload));
                DeliveryOutcome outcome =
                        target.deliver(new DeliveryAttempt(whole, attempt.number(), attempt.deadline()));
                if (outcome instanceof DeliveryOutcome.Delivered || outcome instanceof DeliveryOutcome.Skipped) {
                    references.settledBy(group);
                }
                yield outcome;
            }
            case FetchedPayload.Missing(String why) -> references.hasSettled(group, rejected(claim, why));
            case FetchedPayload.Damaged(String why) -> rejected(claim, why);
            case FetchedPayload.Away(String why) ->
                new DeliveryOutcome.Unavailable("durable storage " + claim.place() + ": " + why);
        };
    }

    private static DeliveryOutcome rejected(ClaimCheck claim, String why) {
        return new DeliveryOutcome.Rejected("its payload of " + claim.bytes() + " bytes in durable storage "
                + claim.place() + " under " + claim.key() + ", kept until " + claim.expiry() + ": " + why);
    }
}
