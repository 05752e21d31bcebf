package io.walgateway.plugin.cassandra.cluster;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.ConnectionInitException;
import com.datastax.oss.driver.api.core.connection.FrameTooLongException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.servererrors.AlreadyExistsException;
import com.datastax.oss.driver.api.core.servererrors.BootstrappingException;
import com.datastax.oss.driver.api.core.servererrors.CoordinatorException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteFailureException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.text.Reasons;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Maps a failure of the driver to a delivery outcome: the only place that knows the driver's exceptions. */
public final class DriverOutcomes {
    private static final Duration RETRY_OVERLOADED_AFTER = Duration.ofSeconds(1);

    private static final String NO_NODE_IS_UP = "no node is up";
    private static final String NO_NODE_ANSWERS = "no node answers: ";

    private DriverOutcomes() {}

    public static DeliveryOutcome of(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            case ExecutionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            case AllNodesFailedException all -> ofAll(all);
            case UnavailableException e -> unavailable(e);
            case BootstrappingException e -> unavailable(e);
            case ClosedConnectionException e -> unavailable(e);
            case HeartbeatException e -> unavailable(e);
            case ConnectionInitException e -> unavailable(e);
            case NodeUnavailableException e -> unavailable(e);
            case IOException e -> unavailable(e);
            // The driver's error for a session that is being closed.
            case IllegalStateException e -> unavailable(e);
            case WriteTimeoutException e -> unknown(e);
            case WriteFailureException e -> unknown(e);
            case DriverTimeoutException e -> unknown(e);
            case OverloadedException e -> throttled(e);
            case BusyConnectionException e -> throttled(e);
            case RequestThrottlingException e -> throttled(e);
            case InvalidQueryException e -> new DeliveryOutcome.Rejected(text(e));
            case SyntaxError e -> new DeliveryOutcome.Rejected(text(e));
            case AlreadyExistsException e -> new DeliveryOutcome.Rejected(text(e));
            case FrameTooLongException e -> new DeliveryOutcome.Rejected(text(e));
            default -> new DeliveryOutcome.Failed(text(failure));
        };
    }

    /**
     * No node accepted the statement. If a node has answered, its answer counts; unreachable nodes say nothing about
     * the message.
     */
    private static DeliveryOutcome ofAll(AllNodesFailedException failure) {
        List<Throwable> errors =
                failure.getAllErrors().values().stream().flatMap(List::stream).toList();
        return errors.stream()
                .filter(error -> error instanceof CoordinatorException || error instanceof BusyConnectionException)
                .findFirst()
                .map(DriverOutcomes::of)
                .orElseGet(() -> new DeliveryOutcome.Unavailable(text(failure)));
    }

    private static DeliveryOutcome unavailable(Throwable failure) {
        return new DeliveryOutcome.Unavailable(text(failure));
    }

    private static DeliveryOutcome unknown(Throwable failure) {
        return new DeliveryOutcome.Unknown(text(failure));
    }

    private static DeliveryOutcome throttled(Throwable failure) {
        return new DeliveryOutcome.Throttled(RETRY_OVERLOADED_AFTER, text(failure));
    }

    /** The failure in one line; of several nodes' errors, the first. */
    public static String text(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null -> text(wrapped.getCause());
            case ExecutionException wrapped when wrapped.getCause() != null -> text(wrapped.getCause());
            case AllNodesFailedException all ->
                all.getAllErrors().values().stream()
                        .flatMap(List::stream)
                        .findFirst()
                        .map(first -> NO_NODE_ANSWERS + text(first))
                        .orElse(NO_NODE_IS_UP);
            default -> Reasons.of(failure);
        };
    }
}
