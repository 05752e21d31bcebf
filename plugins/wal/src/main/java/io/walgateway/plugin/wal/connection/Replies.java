package io.walgateway.plugin.wal.connection;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.walgateway.core.text.Printable;
import io.walgateway.core.text.Reasons;
import io.walgateway.proto.v1.Refusal;
import io.walgateway.proto.v1.WriteToLogStreamResponse;
import java.time.Duration;
import java.util.Optional;

/** The only place where responses, refusals and statuses become replies. Their text comes from outside. */
final class Replies {
    private static final int FIELD_CHARS_MAX = 120;
    private static final int WHY_CHARS_MAX = 1_000;

    private Replies() {}

    static Reply of(WriteToLogStreamResponse response) {
        if (!response.hasRefusal()) {
            return new Reply.Settled(response.getResponse());
        }
        Refusal refusal = response.getRefusal();
        return new Reply.Refused(
                Status.fromCodeValue(refusal.getCode()).getCode(),
                Printable.of(refusal.getField(), FIELD_CHARS_MAX),
                Printable.of(refusal.getMessage(), WHY_CHARS_MAX),
                refusal.hasRetryAfter() ? Optional.of(duration(refusal.getRetryAfter())) : Optional.empty());
    }

    /** A call of one write that has ended with a status other than OK. */
    static Reply ofSingle(Status status, Metadata trailers, boolean sent) {
        com.google.rpc.Status details = Optional.ofNullable(StatusProto.fromStatusAndTrailers(status, trailers))
                .orElseGet(com.google.rpc.Status::getDefaultInstance);
        Optional<Duration> retryAfter = detail(details, RetryInfo.class).map(info -> duration(info.getRetryDelay()));
        String field = detail(details, BadRequest.class)
                .filter(bad -> bad.getFieldViolationsCount() > 0)
                .map(bad -> bad.getFieldViolations(0).getField())
                .orElse("");
        boolean isRefusal = switch (status.getCode()) {
            case INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    FAILED_PRECONDITION,
                    OUT_OF_RANGE,
                    UNAUTHENTICATED,
                    UNIMPLEMENTED,
                    RESOURCE_EXHAUSTED -> true;
            case UNAVAILABLE -> retryAfter.isPresent();
            case OK, CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, ABORTED, INTERNAL, DATA_LOSS -> false;
        };
        return isRefusal
                ? new Reply.Refused(status.getCode(), Printable.of(field, FIELD_CHARS_MAX), why(status), retryAfter)
                : new Reply.Broken(status.getCode(), why(status), sent);
    }

    /**
     * A write that was not answered when its stream ended. A server ends a stream with most codes because of some other
     * write; only these mean that it takes none at all.
     */
    static Reply ofStream(Status status, boolean sent) {
        return switch (status.getCode()) {
            case UNIMPLEMENTED, UNAUTHENTICATED, PERMISSION_DENIED ->
                new Reply.Refused(status.getCode(), "", why(status), Optional.empty());
            case OK,
                    CANCELLED,
                    UNKNOWN,
                    INVALID_ARGUMENT,
                    DEADLINE_EXCEEDED,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    RESOURCE_EXHAUSTED,
                    FAILED_PRECONDITION,
                    ABORTED,
                    OUT_OF_RANGE,
                    INTERNAL,
                    UNAVAILABLE,
                    DATA_LOSS -> new Reply.Broken(status.getCode(), why(status), sent);
        };
    }

    private static String why(Status status) {
        Throwable cause = status.getCause();
        String description = status.getDescription();
        if (cause != null) {
            return Reasons.of(cause);
        }
        return description == null || description.isBlank()
                ? "the call ended with " + status.getCode()
                : Printable.of(description, WHY_CHARS_MAX);
    }

    private static <T extends Message> Optional<T> detail(com.google.rpc.Status status, Class<T> type) {
        for (Any any : status.getDetailsList()) {
            if (any.is(type)) {
                try {
                    return Optional.of(any.unpack(type));
                } catch (InvalidProtocolBufferException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** A server may send any numbers. */
    private static Duration duration(com.google.protobuf.Duration given) {
        long seconds = Math.clamp(given.getSeconds(), 0, Duration.ofDays(1).toSeconds());
        return Duration.ofSeconds(seconds, Math.max(0, given.getNanos()));
    }
}
