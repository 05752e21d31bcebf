package io.walgateway.core.delivery;

import io.walgateway.core.retry.Backoff;
import java.time.Duration;

/** What becomes of a message that could not be appended once more. */
sealed interface RequeueVerdict {
    /** Each try may leave another copy in the queue, so that tries become rare. */
    Backoff DOUBTFUL = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10));
    /** The longest backoff that a retry policy may ask for. */
    Duration IN_HAND_MAX = Duration.ofDays(1);
    /** A minute and a half: time to hear of a configuration that gives it a place. */
    int TOO_LARGE_TRIES_MAX = 8;

    /** Appending is tried again after this pause; what is due by then is delivered from the hand, if it may be. */
    record TryAgain(Duration pause) implements RequeueVerdict {}

    /** It waits for its time in hand, and is delivered from there. */
    record KeepInHand() implements RequeueVerdict {}

    /** There is no place for it. */
    record GiveUp() implements RequeueVerdict {}

    /**
     * The rule.
     *
     * @param failures   tries in a row that have failed, at least 1
     * @param untilDue   how long there is until it may be delivered
     * @param deliverable whether it may be delivered from the hand; else it has to go to the queue of its key
     * @param random     from 0 (inclusive) to 1 (exclusive), for jitter
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
