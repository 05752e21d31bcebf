package io.walgateway.example.keyvalue.request;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.walgateway.core.text.Printable;

/** The statuses with which requests end: the only place that makes them. Their details name the field. */
public final class Refusals {
    private static final Duration RETRY_AFTER =
            Duration.newBuilder().setNanos(100_000_000).build();

    private static final int VALUE_CHARS_MAX = 100;
    private static final int MESSAGE_CHARS_MAX = 1_000;

    private Refusals() {}

    /** The request can never be accepted. */
    public static StatusRuntimeException invalid(String field, String value, String expectation) {
        return refused(Code.INVALID_ARGUMENT, field, value, expectation);
    }

    /** There is nothing of this name. */
    public static StatusRuntimeException unknown(String field, String value, String expectation) {
        return refused(Code.NOT_FOUND, field, value, expectation);
    }

    /** The request does not fit the state or the settings of what it names. */
    public static StatusRuntimeException unfitting(String field, String value, String expectation) {
        return refused(Code.FAILED_PRECONDITION, field, value, expectation);
    }

    /** The value lies beyond what the store can keep. */
    public static StatusRuntimeException outOfRange(String field, String value, String expectation) {
        return refused(Code.OUT_OF_RANGE, field, value, expectation);
    }

    /** Whether anything was changed is unknown; the same request may be repeated. */
    public static StatusRuntimeException unavailable(String why) {
        return retryable(Code.UNAVAILABLE, why);
    }

    /** Nothing was done; the same request may be repeated. */
    public static StatusRuntimeException busy(String limit) {
        return retryable(Code.RESOURCE_EXHAUSTED, "overloaded: " + limit);
    }

    /** A fault of the service or of what is stored. */
    public static StatusRuntimeException broken(String why) {
        return io.grpc.Status.INTERNAL
                .withDescription(Printable.of(why, MESSAGE_CHARS_MAX))
                .asRuntimeException();
    }

    private static StatusRuntimeException refused(Code code, String field, String value, String expectation) {
        String message = field + ": " + Printable.of(value, VALUE_CHARS_MAX) + " (expected: " + expectation + ")";
        return StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(code.value())
                .setMessage(message)
                .addDetails(Any.pack(BadRequest.newBuilder()
                        .addFieldViolations(BadRequest.FieldViolation.newBuilder()
                                .setField(field)
                                .setDescription(message))
                        .build()))
                .build());
    }

    private static StatusRuntimeException retryable(Code code, String why) {
        return StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(code.value())
                .setMessage(Printable.of(why, MESSAGE_CHARS_MAX))
                .addDetails(Any.pack(
                        RetryInfo.newBuilder().setRetryDelay(RETRY_AFTER).build()))
                .build());
    }
}
