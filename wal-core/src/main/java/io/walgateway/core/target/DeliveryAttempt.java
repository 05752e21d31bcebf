package io.walgateway.core.target;

import io.walgateway.core.message.Message;
import java.time.Duration;
import java.time.Instant;

/**
 * One delivery to be tried.
 *
 * @param message  what to deliver
 * @param number   from 1
 * @param deadline when the answer is due; a target that knows nothing by then returns {@link DeliveryOutcome.Unknown}
 */
public record DeliveryAttempt(Message message, int number, Instant deadline) {
    /** How long there is until the deadline; zero when it is over. */
    public Duration left(Instant now) {
        return now.isBefore(deadline) ? Duration.between(now, deadline) : Duration.ZERO;
    }
}
