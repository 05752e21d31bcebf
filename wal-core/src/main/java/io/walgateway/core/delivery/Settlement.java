package io.walgateway.core.delivery;

import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.target.DeliveryOutcome;
import java.time.Duration;
import java.util.Optional;

/** The decision after a delivery: the counterpart of {@link DeliveryOutcome}, which states what happened. */
public sealed interface Settlement {

    /** The message is settled. */
    record Acknowledge() implements Settlement {}

    /** The message is settled, and its target was not asked. */
    record Skip() implements Settlement {}

    /**
     * Another attempt, later.
     *
     * @param failures attempts that have failed, this one included
     */
    record RetryAfter(Duration backoff, int failures, String error) implements Settlement {}

    /**
     * The next attempt at once.
     *
     * @param endpoint where it goes on
     * @param afresh   true if the failures before no longer count
     */
    record GoOn(String endpoint, boolean afresh) implements Settlement {}

    /** No further attempt. */
    record GiveUp(GiveUpReason reason, int failures, String error) implements Settlement {}

    /**
     * The message waits until its target is back; this uses up no attempt.
     *
     * @param rest the pause the target asked for; empty: the target is probed
     */
    record AwaitTarget(Optional<Duration> rest, String why) implements Settlement {}

    /**
     * The rule.
     *
     * @param failuresBefore attempts that had failed before this one
     * @param random         from 0 (inclusive) to 1 (exclusive), for jitter
     */
    static Settlement of(DeliveryOutcome outcome, int failuresBefore, RetryPolicy policy, double random) {
        return switch (outcome) {
            case DeliveryOutcome.Delivered() -> new Acknowledge();
            case DeliveryOutcome.Skipped(String _) -> new Skip();
            case DeliveryOutcome.Progressed(String endpoint, boolean partDone) -> new GoOn(endpoint, partDone);
            case DeliveryOutcome.Throttled(Duration wait, String why) -> new AwaitTarget(Optional.of(wait), why);
            case DeliveryOutcome.Unavailable(String why) -> new AwaitTarget(Optional.empty(), why);
            case DeliveryOutcome.Failed(String why) -> afterFailure(failuresBefore + 1, why, policy, random);
            case DeliveryOutcome.Absent(String why) -> afterFailure(failuresBefore + 1, why, policy.patient(), random);
            case DeliveryOutcome.Unknown(String why) -> afterFailure(failuresBefore + 1, why, policy, random);
            case DeliveryOutcome.Rejected(String why) -> new GiveUp(GiveUpReason.REJECTED, failuresBefore + 1, why);
        };
    }

    private static Settlement afterFailure(int failures, String why, RetryPolicy policy, double random) {
        return failures >= policy.maxAttempts()
                ? new GiveUp(GiveUpReason.ATTEMPTS_EXHAUSTED, failures, why)
                : new RetryAfter(policy.backoff(failures, random), failures, why);
    }
}
