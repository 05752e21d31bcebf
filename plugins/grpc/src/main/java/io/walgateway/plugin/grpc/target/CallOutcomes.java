package io.walgateway.plugin.grpc.target;

import io.grpc.Status;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.StatusOverrides;
import io.walgateway.core.target.Verdict;
import io.walgateway.core.text.Printable;
import io.walgateway.core.text.Reasons;
import io.walgateway.plugin.grpc.call.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The only place where a status, or a call without one of the server's, becomes an outcome.
 *
 * @param <R> a message of the answer
 */
final class CallOutcomes<R> {
    static final int WORDS_CHARS_MAX = 512;

    private static final Duration STREAMS_PAUSE = Duration.ofMillis(100);
    /** gRPC marks a call that the server's HTTP/2 refused unread by these words alone. */
    private static final String REFUSED = "REFUSED_STREAM";
    /** The implementations of gRPC refuse a message that is too large with RESOURCE_EXHAUSTED and these words alone. */
    private static final Pattern TOO_LARGE =
            Pattern.compile("(?i)message (?:exceeds maximum size|.{0,40}larger than max)");

    private final Procedure<?, R> procedure;
    private final StatusOverrides<Status.Code> overrides;
    private final String server;

    /** @param server for error messages */
    CallOutcomes(Procedure<?, R> procedure, StatusOverrides<Status.Code> overrides, String server) {
        this.procedure = procedure;
        this.overrides = overrides;
        this.server = server;
    }

    DeliveryOutcome of(Reply<R> reply) {
        if (reply.messages() > 1) {
            return new DeliveryOutcome.Rejected(server + " answered with a stream (expected: a unary method)");
        }
        return reply.isAnswered() ? answered(reply) : unanswered(reply);
    }

    private DeliveryOutcome answered(Reply<R> reply) {
        Optional<Verdict> declared = overrides.of(reply.status().getCode());
        return declared.isPresent() ? declared(declared.get(), reply) : usual(reply);
    }

    private DeliveryOutcome declared(Verdict verdict, Reply<R> reply) {
        return switch (verdict) {
            case DELIVERED -> DeliveryOutcome.DELIVERED;
            case RETRY -> new DeliveryOutcome.Failed(why(reply));
            case ABSENT -> new DeliveryOutcome.Absent(why(reply));
            case REJECTED -> new DeliveryOutcome.Rejected(why(reply));
        };
    }

    private DeliveryOutcome usual(Reply<R> reply) {
        return switch (reply.status().getCode()) {
            case OK -> procedure.outcome(reply.answer(), server);
            case RESOURCE_EXHAUSTED -> isTooLarge(reply) ? new DeliveryOutcome.Rejected(why(reply)) : throttled(reply);
            case UNAVAILABLE -> throttled(reply);
            case ABORTED, INTERNAL, UNKNOWN, DATA_LOSS -> new DeliveryOutcome.Failed(why(reply));
            case DEADLINE_EXCEEDED, CANCELLED -> new DeliveryOutcome.Unknown(why(reply));
            case UNIMPLEMENTED -> new DeliveryOutcome.Absent(why(reply));
            case INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    UNAUTHENTICATED,
                    FAILED_PRECONDITION,
                    OUT_OF_RANGE -> new DeliveryOutcome.Rejected(why(reply));
        };
    }

    /** Until the call is sent, nobody has received anything; after that, the application may have. */
    private DeliveryOutcome unanswered(Reply<R> reply) {
        return switch (reply.stage()) {
            case WAITING -> new DeliveryOutcome.Unavailable(server + ": " + local(reply, "no connection in time"));
            case CONNECTED ->
                isOutOfTime(reply)
                        ? new DeliveryOutcome.Throttled(
                                STREAMS_PAUSE, server + " takes no more calls at once; this one was not sent in time")
                        : new DeliveryOutcome.Unavailable(server + ": " + local(reply, "no connection"));
            case SENT, ANSWERED ->
                reply.description().contains(REFUSED)
                        ? new DeliveryOutcome.Throttled(STREAMS_PAUSE, server + " refused the call unread")
                        : new DeliveryOutcome.Unknown(
                                server + ": " + local(reply, "no answer in time") + "; the call may have arrived");
        };
    }

    private DeliveryOutcome throttled(Reply<R> reply) {
        return new DeliveryOutcome.Throttled(RetryDelay.of(reply.status(), reply.trailers()), why(reply));
    }

    private boolean isTooLarge(Reply<R> reply) {
        return TOO_LARGE.matcher(reply.description()).find();
    }

    private static boolean isOutOfTime(Reply<?> reply) {
        Status.Code code = reply.status().getCode();
        return code == Status.Code.DEADLINE_EXCEEDED || code == Status.Code.CANCELLED;
    }

    private String why(Reply<R> reply) {
        String words = Printable.of(reply.description().strip(), WORDS_CHARS_MAX);
        return server + " answered " + reply.status().getCode() + (words.isEmpty() ? "" : ": " + words);
    }

    /** This side's words; gRPC's own are about buffers and durations where the time is over. */
    private static String local(Reply<?> reply, String late) {
        if (isOutOfTime(reply)) {
            return late;
        }
        Throwable cause = reply.status().getCause();
        if (cause != null) {
            return Reasons.of(cause);
        }
        return reply.description().isEmpty()
                ? reply.status().getCode().toString()
                : Printable.of(reply.description(), WORDS_CHARS_MAX);
    }
}
