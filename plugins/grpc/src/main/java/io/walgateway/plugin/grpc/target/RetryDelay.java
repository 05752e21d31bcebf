package io.walgateway.plugin.grpc.target;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;

/** How long a server asks to wait. */
final class RetryDelay {
    static final java.time.Duration MAX = java.time.Duration.ofMinutes(10);
    static final java.time.Duration MIN = java.time.Duration.ofMillis(100);
    static final java.time.Duration DEFAULT = java.time.Duration.ofSeconds(1);

    private RetryDelay() {}

    /** The delay of the {@code google.rpc.RetryInfo} among the details of a status. */
    static java.time.Duration of(Status status, Metadata trailers) {
        try {
            com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
            return of(details.getDetailsList().stream()
                    .filter(detail -> detail.is(RetryInfo.class))
                    .findFirst()
                    .flatMap(RetryDelay::delay));
        } catch (IllegalArgumentException e) {
            // The details are no google.rpc.Status.
            return DEFAULT;
        }
    }

    /** The time to wait: within {@link #MIN} and {@link #MAX}; {@link #DEFAULT} where none is given. */
    static java.time.Duration of(Optional<Duration> asked) {
        return asked.map(RetryDelay::bounded).orElse(DEFAULT);
    }

    private static Optional<Duration> delay(Any detail) {
        try {
            RetryInfo info = detail.unpack(RetryInfo.class);
            return info.hasRetryDelay() ? Optional.of(info.getRetryDelay()) : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private static java.time.Duration bounded(Duration asked) {
        // Compared in seconds first: a hostile value does not fit into a duration of Java's.
        if (asked.getSeconds() >= MAX.toSeconds()) {
            return MAX;
        }
        if (asked.getSeconds() < 0) {
            return MIN;
        }
        java.time.Duration given = java.time.Duration.ofSeconds(asked.getSeconds(), asked.getNanos());
        if (given.compareTo(MIN) < 0) {
            return MIN;
        }
        return given.compareTo(MAX) > 0 ? MAX : given;
    }
}
