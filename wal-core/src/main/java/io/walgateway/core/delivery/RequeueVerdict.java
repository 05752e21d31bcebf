package io.walgateway.core.delivery;

import io.walgateway.core.retry.Backoff;
import java.time.Duration;

/** Decides how to proceed with a message that could not be requeued. */
sealed interface RequeueVerdict {
    /** Each try may leave another copy in the queue, so tries become rare. */
    Backoff DOUBTFUL = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10));
    /** The longest backoff that a retry policy may ask for. */
    Duration IN_HAND_MAX = Duration.ofDays(1);
    /** A minute and a half: time for a configuration to arrive that gives it a place. */
    int TOO_LARGE_TRIES_MAX = 8;

    /**
     * Try to append it again after this pause. If it is due by then and may be delivered from here, deliver it instead.
     */
    record TryAgain(Duration pause) implements RequeueVerdict {}

    /** Hold the message until it is due, and deliver it from here. */
    record KeepInHand() implements RequeueVerdict {}

    /** No queue accepts it. */
    record GiveUp() implements RequeueVerdict {}

    /**
     * The rule.
     *
     * @param failures    failed tries in a row, at least 1
     * @param untilDue    time left until it may be delivered
     * @param deliverable true if it may be delivered from here; otherwise it has to go to the queue of its key
     * @param random      from 0 (inclusive) to 1 (exclusive), for jitter
     */
    static RequeueVerdict of(RequeueFault fault, int failures, Duration untilDue, boolean deliverable, double random) {
        return switch (fault) {
            case NOT_NOW -> new TryAgain(Backoff.STORING.pause(failures, random));
            case UNKNOWN -> new TryAgain(DOUBTFUL.pause(failures, random));
            case TOO_LARGE -> {
                if (deliverable && untilDue.compareTo(IN_HAND_MAX) <= 0) {
                    yield new KeepInHand();
                }
                yield failures < TOO_LARGE_TRIES_MAX
                        ? new TryAgain(Backoff.STORING.pause(failures, random))
                        : new GiveUp();
            }
        };
    }
}
