package io.walgateway.plugin.cassandra.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.BootstrappingException;
import com.datastax.oss.driver.api.core.servererrors.DefaultWriteType;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.ServerError;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import com.datastax.oss.driver.api.core.servererrors.TruncateException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteFailureException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.DeliveryOutcome.Failed;
import io.walgateway.core.target.DeliveryOutcome.Rejected;
import io.walgateway.core.target.DeliveryOutcome.Throttled;
import io.walgateway.core.target.DeliveryOutcome.Unavailable;
import io.walgateway.core.target.DeliveryOutcome.Unknown;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DriverOutcomesTest {
    private static final Node NODE = (Node) Proxy.newProxyInstance(
            DriverOutcomesTest.class.getClassLoader(),
            new Class<?>[] {Node.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "hashCode" -> 1;
                case "equals" -> true;
                default -> "node";
            });
    private static final DefaultConsistencyLevel QUORUM = DefaultConsistencyLevel.LOCAL_QUORUM;

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new NoNodeAvailableException(), Unavailable.class),
                Arguments.of(all(new ClosedConnectionException("lost")), Unavailable.class),
                Arguments.of(all(new NodeUnavailableException(NODE)), Unavailable.class),
                Arguments.of(new ClosedConnectionException("lost"), Unavailable.class),
                Arguments.of(
                        new HeartbeatException(new InetSocketAddress(1), "late", new IOException("late")),
                        Unavailable.class),
                Arguments.of(new IOException("reset"), Unavailable.class),
                Arguments.of(new IllegalStateException("session is closed"), Unavailable.class),
                Arguments.of(new UnavailableException(NODE, QUORUM, 2, 1), Unavailable.class),
                Arguments.of(all(new UnavailableException(NODE, QUORUM, 2, 1)), Unavailable.class),
                Arguments.of(new BootstrappingException(NODE), Unavailable.class),
                Arguments.of(new WriteTimeoutException(NODE, QUORUM, 1, 2, DefaultWriteType.SIMPLE), Unknown.class),
                Arguments.of(
                        new WriteFailureException(NODE, QUORUM, 1, 2, DefaultWriteType.SIMPLE, 1, Map.of()),
                        Unknown.class),
                Arguments.of(new DriverTimeoutException("late"), Unknown.class),
                Arguments.of(new OverloadedException(NODE), Throttled.class),
                Arguments.of(all(new OverloadedException(NODE)), Throttled.class),
                Arguments.of(all(new BusyConnectionException(1)), Throttled.class),
                Arguments.of(new RequestThrottlingException("full"), Throttled.class),
                Arguments.of(new InvalidQueryException(NODE, "bad"), Rejected.class),
                Arguments.of(new SyntaxError(NODE, "bad"), Rejected.class),
                Arguments.of(new UnauthorizedException(NODE, "no"), Failed.class),
                Arguments.of(all(new ServerError(NODE, "oops")), Failed.class),
                Arguments.of(new TruncateException(NODE, "oops"), Failed.class),
                Arguments.of(new IllegalArgumentException("bug"), Failed.class));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldSayWhatTheFailureMeans(Throwable failure, Class<? extends DeliveryOutcome> outcome) {
        assertThat(DriverOutcomes.of(failure)).isInstanceOf(outcome);
        assertThat(DriverOutcomes.of(new CompletionException(failure))).isInstanceOf(outcome);
    }

    @Test
    void shouldSayWhy() {
        assertThat(DriverOutcomes.of(all(new ClosedConnectionException("lost"))))
                .isEqualTo(new Unavailable("no node answers: lost"));
    }

    private static AllNodesFailedException all(Throwable error) {
        return AllNodesFailedException.fromErrors(List.of(Map.entry(NODE, error)));
    }
}
