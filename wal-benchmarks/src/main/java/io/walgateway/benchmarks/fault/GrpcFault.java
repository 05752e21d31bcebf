package io.walgateway.benchmarks.fault;

import io.grpc.Status;
import java.util.List;

/** All that the receiver over gRPC does, by the name of the method, and the outcome that a delivery then has. */
enum GrpcFault {
    OK("Delivered"),
    SLOW("Delivered"),
    CANCELLED("Unknown"),
    UNKNOWN("Failed"),
    INVALID_ARGUMENT("Rejected"),
    DEADLINE_EXCEEDED("Unknown"),
    NOT_FOUND("Rejected"),
    ALREADY_EXISTS("Rejected"),
    PERMISSION_DENIED("Rejected"),
    RESOURCE_EXHAUSTED("Throttled"),
    FAILED_PRECONDITION("Rejected"),
    ABORTED("Failed"),
    OUT_OF_RANGE("Rejected"),
    UNIMPLEMENTED("Absent"),
    INTERNAL("Failed"),
    UNAVAILABLE("Throttled"),
    DATA_LOSS("Failed"),
    UNAUTHENTICATED("Rejected"),
    HUGE_ANSWER("Unknown"),
    ENDLESS_STREAM("Rejected"),
    /** No answer until the caller gives up. */
    SILENT("Unknown"),
    /** At a port of its own: the connection is reset at once. */
    RESET_AT_ONCE("Unavailable"),
    /** At a port of its own: the connection is reset when the first bytes have arrived. */
    RESET_AT_FIRST_BYTES("Unavailable");

    /** A call of this method ends all connections, and the receiver is away for {@link HttpFault#AWAY_MILLIS}. */
    static final String AWAY = "AWAY";

    private static final String SERVICE = "bench.Faulty/";

    private final String outcome;

    GrpcFault(String outcome) {
        this.outcome = outcome;
    }

    /** The simple name of the documented outcome. */
    String outcome() {
        return outcome;
    }

    String method() {
        return method(name());
    }

    static String method(String name) {
        return SERVICE + name;
    }

    /** The status of the same name. */
    Status status() {
        return Status.Code.valueOf(name()).toStatus();
    }

    /** Which of the ports it is that does so: that of the receiver itself is the first. */
    int portIndex() {
        return switch (this) {
            case RESET_AT_ONCE -> 1;
            case RESET_AT_FIRST_BYTES -> 2;
            case OK,
                    SLOW,
                    CANCELLED,
                    UNKNOWN,
                    INVALID_ARGUMENT,
                    DEADLINE_EXCEEDED,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    RESOURCE_EXHAUSTED,
                    FAILED_PRECONDITION,
                    ABORTED,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    INTERNAL,
                    UNAVAILABLE,
                    DATA_LOSS,
                    UNAUTHENTICATED,
                    HUGE_ANSWER,
                    ENDLESS_STREAM,
                    SILENT -> 0;
        };
    }

    static GrpcFault of(String method) {
        return List.of(values()).stream()
                .filter(fault -> fault.method().equals(method))
                .findFirst()
                .orElse(OK);
    }
}
