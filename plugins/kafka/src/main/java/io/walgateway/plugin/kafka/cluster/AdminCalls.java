package io.walgateway.plugin.kafka.cluster;

import io.walgateway.core.queue.QueueUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RetriableException;

/** Waits for the cluster's answers until a common deadline, and translates errors into the port's exceptions. */
public final class AdminCalls {
    private final ClusterSettings cluster;
    private final Duration patience;
    private final long startedNanos = System.nanoTime();

    public AdminCalls(ClusterSettings cluster) {
        this(cluster, ClusterSettings.ADMIN_TIMEOUT);
    }

    private AdminCalls(ClusterSettings cluster, Duration patience) {
        this.cluster = cluster;
        this.patience = patience;
    }

    /**
     * Opens a client, makes calls, and closes it.
     *
     * @throws QueueUnavailableException when the cluster cannot be reached
     * @throws IllegalArgumentException  when the cluster refuses, with its reason
     */
    public static <T> T with(ClusterSettings cluster, String clientId, BiFunction<Admin, AdminCalls, T> calls) {
        return with(cluster, clientId, ClusterSettings.ADMIN_TIMEOUT, calls);
    }

    /** The same with another time limit for all calls together. */
    public static <T> T with(
            ClusterSettings cluster, String clientId, Duration patience, BiFunction<Admin, AdminCalls, T> calls) {
        try (Admin admin = Admin.create(cluster.admin(clientId, patience))) {
            return calls.apply(admin, new AdminCalls(cluster, patience));
        } catch (KafkaException e) {
            throw new QueueUnavailableException(
                    "Expected to reach the Kafka cluster " + cluster.name() + " (" + cluster.servers() + "), but "
                            + SendFaults.text(e.getCause() == null ? e : e.getCause()),
                    e);
        }
    }

    public <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(e);
        }
    }

    /** Empty when the call fails with the expected error. */
    public <T> Optional<T> await(KafkaFuture<T> answer, Class<? extends Throwable> expected) {
        try {
            return Optional.ofNullable(await(answer));
        } catch (QueueUnavailableException | IllegalArgumentException e) {
            if (expected.isInstance(e.getCause())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Returns normally if there is time left for another call.
     *
     * @throws QueueUnavailableException when no time is left
     */
    public void requireTime() {
        if (left().isZero()) {
            throw failure(new TimeoutException());
        }
    }

    private Duration left() {
        long left = patience.toNanos() - (System.nanoTime() - startedNanos);
        return Duration.ofNanos(Math.max(0, left));
    }

    private RuntimeException failure(Throwable error) {
        boolean away = error instanceof TimeoutException
                || error instanceof InterruptedException
                || error instanceof RetriableException
                || error instanceof AuthenticationException;
        String where = "the Kafka cluster " + cluster.name() + " (" + cluster.servers() + ")";
        if (away) {
            String what = error instanceof TimeoutException ? "no answer in time" : SendFaults.text(error);
            return new QueueUnavailableException("Expected an answer of " + where + ", but " + what, error);
        }
        return new IllegalArgumentException(where + " refuses: " + SendFaults.text(error), error);
    }
}
