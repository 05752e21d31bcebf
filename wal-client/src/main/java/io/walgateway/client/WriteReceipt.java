package io.walgateway.client;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of a write, after all tries. It speaks of all of them together: where one try left it open whether the write
 * is in the log, and no later one ended with {@link Durable}, the write is {@link Unknown}.
 */
public sealed interface WriteReceipt {

    /**
     * Every replica that must acknowledge has; the write will be delivered or dead-lettered.
     *
     * @param messageId the id under which it travels, a UUID as text
     */
    record Durable(String messageId) implements WriteReceipt {}

    /**
     * It is certain that the write is not in the log and never will be. Writing it again cannot duplicate it.
     *
     * @param why for people
     */
    record NotDurable(String why) implements WriteReceipt {}

    /**
     * The write may or may not be in the log. Writing it again with the same idempotency token gives it the same message
     * id, by which whoever reads it can tell that it came twice.
     *
     * @param idempotencyToken the one that all tries had
     * @param why              for people
     */
    record Unknown(String idempotencyToken, String why) implements WriteReceipt {}

    /**
     * The gateway refused the write; nothing was appended. The same write is refused again, unless {@code retryAfter} says
     * when it may not be.
     *
     * @param code       the name of the gRPC status, such as {@code INVALID_ARGUMENT}
     * @param field      the field at fault, as a path in {@code WriteToLogRequest}; empty where none is
     * @param why        the field's value and what was expected, for people
     * @param retryAfter set where waiting helps
     */
    record Refused(String code, String field, String why, Optional<Duration> retryAfter) implements WriteReceipt {}

    /** Whether the write is durable. */
    default boolean isDurable() {
        return this instanceof Durable;
    }
}
