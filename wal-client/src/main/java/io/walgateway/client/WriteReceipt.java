package io.walgateway.client;

import java.time.Duration;
import java.util.Optional;

/**
 * The result of a write, after all its tries. It covers all of them together: if one try left it open whether the write
 * is in the log, and no later one ended with {@link Durable}, the write is {@link Unknown}.
 */
public sealed interface WriteReceipt {

    /**
     * Every replica that must acknowledge the write has done so; it will be delivered or dead-lettered.
     *
     * @param messageId the message's id, a UUID as text
     */
    record Durable(String messageId) implements WriteReceipt {}

    /**
     * It is certain that the write is not in the log and never will be. Writing it again cannot duplicate it.
     *
     * @param why the reason, for people
     */
    record NotDurable(String why) implements WriteReceipt {}

    /**
     * The write may or may not be in the log. Writing it again with the same idempotency token gives it the same
     * message id, by which a reader can recognise the duplicate.
     *
     * @param idempotencyToken the token of all tries
     * @param why              the reason, for people
     */
    record Unknown(String idempotencyToken, String why) implements WriteReceipt {}

    /**
     * The gateway refused the write; nothing was appended. The same write is refused again, unless {@code retryAfter}
     * says when it may be accepted.
     *
     * @param code       the name of the gRPC status, such as {@code INVALID_ARGUMENT}
     * @param field      the field at fault, as a path in {@code WriteToLogRequest}; empty: none is
     * @param why        the field's value and what was expected, for people
     * @param retryAfter present if waiting helps
     */
    record Refused(String code, String field, String why, Optional<Duration> retryAfter) implements WriteReceipt {}

    /** True if the write is durable. */
    default boolean isDurable() {
        return this instanceof Durable;
    }
}
