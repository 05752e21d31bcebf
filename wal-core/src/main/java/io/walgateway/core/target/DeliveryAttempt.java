package io.walgateway.core.target;

import io.walgateway.core.message.Message;
import java.time.Duration;
import java.time.Instant;

/**
 * One delivery attempt.
 *
 * @param message  what to deliver
 * @param number   from 1
 * @param deadline when the answer is due; a target that has no answer by then returns {@link DeliveryOutcome.Unknown}
 */
public record DeliveryAttempt(Message message, int number, Instant deadline) {
    /** The time left until the deadline; zero once it has passed. */
    public Duration left(Instant now) {
        return now.isBefore(deadline) ? Duration.between(now, deadline) : Duration.ZERO;
    }
}
