package io.walgateway.producer;

import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.text.Reasons;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which clusters of the namespaces' queues are away: asks each of them for a sign of life every second, whether there
 * is traffic or not, so that an outage is named within 5 s. Follows the namespaces as they change. Safe for any number of threads.
 */
public final class QueueWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QueueWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Supplier<Collection<NamespaceConfig>> namespaces;
    private final QueueClients clients;
    private final Map<String, String> away = new ConcurrentSkipListMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("queue-watch").unstarted(this::run);

    /** @param namespaces all that the process serves now */
    public QueueWatch(Supplier<Collection<NamespaceConfig>> namespaces, QueueClients clients) {
        this.namespaces = namespaces;
        this.clients = clients;
    }

    public void start() {
        thread.start();
    }

    /** What is known of each cluster that is away, such as {@code kafka default}, in alphabetical order. */
    public Map<String, String> away() {
        return Map.copyOf(away);
    }

    /** Whether the cluster of this queue, which is one of a namespace that the process serves, is away. */
    public boolean isAway(QueueConfig queue) {
        return away.containsKey(cluster(queue));
    }

    /** One line for people; empty: none is away. */
    public Optional<String> trouble() {
        return away.isEmpty() ? Optional.empty() : Optional.of("away: " + String.join("; ", away.values()));
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }

    private void run() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            do {
                Map<String, QueueConfig> clusters = clusters();
                away.keySet().retainAll(clusters.keySet());
                threads.invokeAll(clusters.entrySet().stream()
                        .map(cluster -> Executors.callable(() -> probe(cluster.getKey(), cluster.getValue())))
                        .toList());
            } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Any queue of each cluster, also of those that are only read on until they are drained. */
    private Map<String, QueueConfig> clusters() {
        Map<String, QueueConfig> clusters = new TreeMap<>();
        for (NamespaceConfig namespace : namespaces.get()) {
            namespace.readQueues().forEach(queue -> clusters.putIfAbsent(cluster(queue), queue));
        }
        return clusters;
    }

    private static String cluster(QueueConfig queue) {
        return queue.type() + " " + queue.cluster();
    }

    private void probe(String cluster, QueueConfig queue) {
        Optional<QueueClient> client = clients.client(queue.type());
        if (client.isEmpty()) {
            return;
        }
        try {
            client.get().probe(queue);
            if (away.remove(cluster) != null) {
                log.info("queues answer again: cluster={}", cluster);
            }
        } catch (QueueUnavailableException e) {
            failed(cluster, Reasons.of(e));
        } catch (RuntimeException e) {
            failed(cluster, cluster + " could not be asked");
            log.debug("Expected an answer or an outage: cluster={}", cluster, e);
        }
    }

    private void failed(String cluster, String why) {
        if (closing.getCount() > 0 && away.put(cluster, why) == null) {
            log.warn("Expected the servers of queues to answer, but they are away: cluster={} why={}", cluster, why);
        }
    }
}
