package io.walgateway.example.keyvalue.store;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import io.grpc.StatusRuntimeException;
import io.walgateway.core.text.Reasons;
import io.walgateway.example.keyvalue.request.Refusals;
import java.util.concurrent.CompletionException;

/** Maps failures to statuses: the only place that knows the driver's exceptions. */
public final class StoreFaults {
    private StoreFaults() {}

    /**
     * The status with which a request ends. A failure of Cassandra may be temporary, and leaves it open whether a change
     * was made: requests carry tokens, so they are repeated.
     */
    public static StatusRuntimeException of(Throwable failure) {
        return switch (failure) {
            case StatusRuntimeException status -> status;
            case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            case OverloadedException overloaded -> Refusals.busy("cassandra: " + Reasons.of(overloaded));
            case InvalidQueryException invalid -> Refusals.broken("cassandra: " + Reasons.of(invalid));
            case SyntaxError error -> Refusals.broken("cassandra: " + Reasons.of(error));
            case DriverException away -> Refusals.unavailable("cassandra: " + text(away));
            // The driver's error for a session that is being closed.
            case IllegalStateException closed -> Refusals.unavailable("cassandra: " + Reasons.of(closed));
            default -> Refusals.broken(Reasons.of(failure));
        };
    }

    private static String text(Throwable failure) {
        return failure instanceof AllNodesFailedException all
                ? all.getAllErrors().values().stream()
                        .flatMap(errors -> errors.stream())
                        .findFirst()
                        .map(first -> "no node answers: " + Reasons.of(first))
                        .orElse("no node is up")
                : Reasons.of(failure);
    }
}
