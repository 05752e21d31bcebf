package io.walgateway.plugin.wal.target;

import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.text.Printable;
import io.walgateway.plugin.wal.connection.Reply;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.time.Duration;
import java.util.Optional;

/** The only place where the reply to a write becomes an outcome. */
final class ReplyOutcomes {
    static final Duration WAIT_MIN = Duration.ofMillis(100);
    static final Duration WAIT_MAX = Duration.ofMinutes(10);
    static final Duration WAIT_DEFAULT = Duration.ofSeconds(1);

    private static final int WHY_CHARS_MAX = 1_000;

    private ReplyOutcomes() {}

    /** @param there the namespace and its gateway, for error messages */
    static DeliveryOutcome of(Reply reply, String there) {
        return switch (reply) {
            case Reply.Settled(WriteToLogResponse response) -> settled(response, there);
            case Reply.Refused refused -> refused(refused, there);
            case Reply.Broken broken -> broken(broken, there);
            case Reply.Silent() ->
                new DeliveryOutcome.Unknown(there + " has not answered in time; the write may be in its log");
            case Reply.NoRoom(String why) -> new DeliveryOutcome.Throttled(WAIT_MIN, there + ": " + why);
        };
    }

    private static DeliveryOutcome settled(WriteToLogResponse response, String there) {
        String why = Printable.of(response.getMessage(), WHY_CHARS_MAX);
        return switch (response.getDurable()) {
            case TRILEAN_TRUE -> DeliveryOutcome.DELIVERED;
            case TRILEAN_FALSE -> new DeliveryOutcome.Failed(there + " answered FALSE: " + why);
            case TRILEAN_UNKNOWN, UNRECOGNIZED -> new DeliveryOutcome.Unknown(there + " answered UNKNOWN: " + why);
        };
    }

    private static DeliveryOutcome refused(Reply.Refused refused, String there) {
        String why = there + " refused with " + refused.code() + ": " + refused.why();
        return switch (refused.code()) {
            case NOT_FOUND, FAILED_PRECONDITION -> new DeliveryOutcome.Absent(why);
            case RESOURCE_EXHAUSTED ->
                refused.field().isEmpty()
                        ? new DeliveryOutcome.Throttled(wait(refused.retryAfter()), why)
                        : new DeliveryOutcome.Rejected(why);
            case UNAVAILABLE, UNIMPLEMENTED -> new DeliveryOutcome.Unavailable(why);
            case INVALID_ARGUMENT, OUT_OF_RANGE, ALREADY_EXISTS -> new DeliveryOutcome.Rejected(why);
            case PERMISSION_DENIED,
                    UNAUTHENTICATED,
                    INTERNAL,
                    OK,
                    CANCELLED,
                    UNKNOWN,
                    DEADLINE_EXCEEDED,
                    ABORTED,
                    DATA_LOSS -> new DeliveryOutcome.Failed(why);
        };
    }

    private static DeliveryOutcome broken(Reply.Broken broken, String there) {
        return broken.sent()
                ? new DeliveryOutcome.Unknown(there + ": " + broken.why() + "; the write may be in its log")
                : new DeliveryOutcome.Unavailable(there + ": " + broken.why());
    }

    private static Duration wait(Optional<Duration> asked) {
        Duration wait = asked.orElse(WAIT_DEFAULT);
        if (wait.compareTo(WAIT_MIN) < 0) {
            return WAIT_MIN;
        }
        return wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait;
    }
}
