package io.walgateway.plugin.kafka.cluster;

import io.walgateway.core.queue.QueueUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Probes clusters, with one client for each that is created on first use. */
public final class ClusterProbes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(1_800);

    private final KafkaSettings settings;
    private final String clientId;
    private final Map<String, Admin> admins = new ConcurrentHashMap<>();

    public ClusterProbes(KafkaSettings settings, String clientId) {
        this.settings = settings;
        this.clientId = clientId;
    }

    /**
     * Returns as soon as a broker of the cluster answers; blocks for 2 s at most.
     *
     * @throws QueueUnavailableException when no broker answers
     */
    public void probe(String name) {
        ClusterSettings cluster;
        Admin admin;
        try {
            cluster = settings.cluster(name);
            admin = admins.computeIfAbsent(name, _ -> Admin.create(cluster.admin(clientId + "-" + name, PATIENCE)));
        } catch (RuntimeException e) {
            throw new QueueUnavailableException(SendFaults.text(e.getCause() == null ? e : e.getCause()), e);
        }
        String where = "Kafka cluster " + name + " (" + cluster.servers() + ")";
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis()))
                    .nodes()
                    .get(PATIENCE.toMillis() + 100, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new QueueUnavailableException(where + ": " + why(e.getCause() == null ? e : e.getCause()), e);
        } catch (TimeoutException e) {
            throw new QueueUnavailableException(where + ": " + why(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueueUnavailableException(where + ": this process is ending", e);
        }
    }

    private static String why(Throwable error) {
        boolean silent =
                error instanceof TimeoutException || error instanceof org.apache.kafka.common.errors.TimeoutException;
        return silent ? "no broker answers" : SendFaults.text(error);
    }

    @Override
    public void close() {
        admins.values().forEach(admin -> admin.close(Duration.ZERO));
    }
}
