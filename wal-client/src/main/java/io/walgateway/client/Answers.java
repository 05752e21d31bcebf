package io.walgateway.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.walgateway.client.WriteReceipt.NotDurable;
import io.walgateway.client.WriteReceipt.Refused;
import io.walgateway.client.WriteReceipt.Unknown;
import io.walgateway.proto.v1.Refusal;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The only place where responses, refusals and statuses become answers. */
final class Answers {
    private Answers() {}

    /** The answer to a write that has a response from the queue. */
    static Answer of(WriteToLogResponse response, String token) {
        String why = response.getMessage();
        return switch (response.getDurable()) {
            case TRILEAN_TRUE -> new Answer.Final(new WriteReceipt.Durable(response.getMessageId()));
            case TRILEAN_FALSE -> new Answer.Again(Duration.ZERO, false, new NotDurable(why));
            case TRILEAN_UNKNOWN, UNRECOGNIZED -> inDoubt(token, why);
        };
    }

    /** The answer to a stream's write that was refused. */
    static Answer of(Refusal refusal, String token) {
        Optional<Duration> wait = refusal.hasRetryAfter() ? Optional.of(of(refusal.getRetryAfter())) : Optional.empty();
        Status status = Status.fromCodeValue(refusal.getCode()).withDescription(refusal.getMessage());
        // In a refusal, INTERNAL also means that nothing was appended.
        return refused(status, refusal.getField(), wait);
    }

    /**
     * The answer to a write whose call failed.
     *
     * @param sent true if any of the call may have reached the gateway
     */
    static Answer of(Status status, @Nullable Metadata trailers, boolean sent, String token) {
        com.google.rpc.Status details = details(status, trailers);
        Optional<Duration> wait = detail(details, RetryInfo.class).map(info -> of(info.getRetryDelay()));
        String field = detail(details, BadRequest.class)
                .filter(bad -> bad.getFieldViolationsCount() > 0)
                .map(bad -> bad.getFieldViolations(0).getField())
                .orElse("");
        return switch (status.getCode()) {
            case INVALID_ARGUMENT,
                    NOT_FOUND,
                    PERMISSION_DENIED,
                    FAILED_PRECONDITION,
                    UNAUTHENTICATED,
                    UNIMPLEMENTED,
                    OUT_OF_RANGE,
                    ALREADY_EXISTS,
                    RESOURCE_EXHAUSTED -> refused(status, field, wait);
            case UNAVAILABLE -> wait.isPresent() ? refused(status, field, wait) : broken(status, sent, token);
            case OK, CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, ABORTED, INTERNAL, DATA_LOSS -> broken(status, sent, token);
        };
    }

    /**
     * The answer to a write that a stream has not answered at its end. A server that ends a stream in order has
     * answered all writes that it has read, and appended no others.
     *
     * @param sent true if any of the stream may have reached the gateway
     */
    static Answer ofStream(Status status, @Nullable Metadata trailers, boolean sent, String token) {
        return switch (status.getCode()) {
            case OK -> new Answer.Again(Duration.ZERO, false, new NotDurable("the server ended the stream"));
            case UNIMPLEMENTED, UNAUTHENTICATED, PERMISSION_DENIED -> of(status, trailers, sent, token);
            case INVALID_ARGUMENT,
                    NOT_FOUND,
                    FAILED_PRECONDITION,
                    OUT_OF_RANGE,
                    ALREADY_EXISTS,
                    RESOURCE_EXHAUSTED,
                    UNAVAILABLE,
                    CANCELLED,
                    UNKNOWN,
                    DEADLINE_EXCEEDED,
                    ABORTED,
                    INTERNAL,
                    DATA_LOSS -> broken(status, sent, token);
        };
    }

    private static Answer refused(Status status, String field, Optional<Duration> wait) {
        Refused refused = new Refused(status.getCode().name(), field, text(status), wait);
        return wait.<Answer>map(atLeast -> new Answer.Again(atLeast, false, refused))
                .orElseGet(() -> new Answer.Final(refused));
    }

    private static Answer broken(Status status, boolean sent, String token) {
        return sent
                ? inDoubt(token, status.getCode() + ": " + text(status))
                : new Answer.Again(Duration.ZERO, false, new NotDurable(status.getCode() + ": " + text(status)));
    }

    private static Answer inDoubt(String token, String why) {
        return new Answer.Again(Duration.ZERO, true, new Unknown(token, why));
    }

    private static com.google.rpc.Status details(Status status, @Nullable Metadata trailers) {
        com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
        return details == null ? com.google.rpc.Status.getDefaultInstance() : details;
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

    private static Duration of(com.google.protobuf.Duration wait) {
        return Duration.ofSeconds(wait.getSeconds(), wait.getNanos());
    }

    private static String text(Status status) {
        Throwable cause = status.getCause();
        String description = Objects.requireNonNullElse(status.getDescription(), "");
        String why = cause == null ? null : cause.getMessage();
        return why == null || why.isBlank() ? description : description + " (" + why + ")";
    }
}
