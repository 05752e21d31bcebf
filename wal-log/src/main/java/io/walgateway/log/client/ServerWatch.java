package io.walgateway.log.client;

import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.core.text.Reasons;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which of the servers that the namespaces need are away. Probes each server every second, with or without
 * traffic, so that an outage is reported within 5 s. Follows the namespaces as they change. Safe for any number of
 * threads.
 */
public final class ServerWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ServerWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Nothing is ever stored under this key: no claim's key begins like this. */
    private static final String PROBED_KEY = "probe";

    private final Supplier<Map<String, Probe>> servers;
    private final String where;
    private final Map<String, String> away = new ConcurrentSkipListMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /** Probes servers; blocks for a few seconds at most. */
    private interface Probe {
        /** Why they are away; empty if they are reachable. */
        Optional<String> ask() throws InterruptedException;
    }

    private ServerWatch(String thread, String where, Supplier<Map<String, Probe>> servers) {
        this.servers = servers;
        this.where = where;
        this.thread = Thread.ofPlatform().daemon().name(thread).unstarted(this::run);
    }

    /**
     * Watches the clusters of the namespaces' queues, including queues that are only read until they are drained.
     *
     * @param namespaces all that the process serves now
     * @param clients    closed by the caller, after this
     */
    public static ServerWatch ofQueues(Supplier<Collection<NamespaceConfig>> namespaces, LogClients clients) {
        return ofQueues(namespaces, clients, "");
    }

    /**
     * As above, for a process that watches several regions.
     *
     * @param region follows the names of the servers; empty text: they need none
     */
    public static ServerWatch ofQueues(
            Supplier<Collection<NamespaceConfig>> namespaces, LogClients clients, String region) {
        return new ServerWatch("queue-watch", where(region), () -> {
            Map<String, Probe> probes = new TreeMap<>();
            for (NamespaceConfig namespace : namespaces.get()) {
                // Any queue of a cluster will do.
                namespace
                        .readQueues()
                        .forEach(queue -> clients.queues()
                                .apply(queue.type())
                                .ifPresent(client -> probes.putIfAbsent(name(queue), () -> {
                                    try {
                                        client.admin().probe(queue);
                                        return Optional.empty();
                                    } catch (QueueUnavailableException e) {
                                        return Optional.of(Reasons.of(e));
                                    }
                                })));
            }
            return probes;
        });
    }

    /** Watches the durable storages of the namespaces; parameters as above. */
    public static ServerWatch ofStorages(Supplier<Collection<NamespaceConfig>> namespaces, LogClients clients) {
        return ofStorages(namespaces, clients, "");
    }

    /** As above, for a process that watches several regions. */
    public static ServerWatch ofStorages(
            Supplier<Collection<NamespaceConfig>> namespaces, LogClients clients, String region) {
        return new ServerWatch("storage-watch", where(region), () -> {
            Map<String, Probe> probes = new TreeMap<>();
            for (NamespaceConfig namespace : namespaces.get()) {
                namespace
                        .durableStorage()
                        .or(clients::standard)
                        .ifPresent(config -> clients.storages()
                                .apply(config)
                                .ifPresent(
                                        storage -> probes.putIfAbsent(name(config), () -> ask(storage, name(config)))));
            }
            return probes;
        });
    }

    /** Starts probing, on a thread of its own. */
    public void start() {
        thread.start();
    }

    /** The servers that are away and why, by names such as {@code kafka default} or {@code kafka default in eu}, in alphabetical order. */
    public Map<String, String> away() {
        return Map.copyOf(away);
    }

    /**
     * Why the cluster of this queue is away; empty if it is reachable. The queue belongs to a namespace that the
     * process serves.
     */
    public Optional<String> trouble(QueueConfig queue) {
        return Optional.ofNullable(away.get(name(queue) + where));
    }

    /** One human-readable line; empty if no server is away. */
    public Optional<String> trouble() {
        return away.isEmpty() ? Optional.empty() : Optional.of("away: " + String.join("; ", away.values()));
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }

    private void run() {
        try (ExecutorService threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("server-probe-", 0).factory())) {
            do {
                look(threads);
            } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** However a look ends, the next one may succeed. */
    private void look(ExecutorService threads) throws InterruptedException {
        try {
            Map<String, Probe> probes = new TreeMap<>();
            servers.get().forEach((name, probe) -> probes.put(name + where, probe));
            away.keySet().retainAll(probes.keySet());
            threads.invokeAll(probes.entrySet().stream()
                    .map(server -> Executors.callable(() -> probe(server.getKey(), server.getValue())))
                    .toList());
        } catch (RuntimeException e) {
            log.warn("Expected to know which servers to ask, but failed; trying again", e);
        }
    }

    private void probe(String server, Probe probe) {
        try {
            probe.ask().ifPresentOrElse(why -> failed(server, why + where), () -> {
                if (away.remove(server) != null) {
                    log.info("a server answers again: server={}", server);
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed(server, server + " could not be asked");
            log.debug("Expected an answer or an outage: server={}", server, e);
        }
    }

    private void failed(String server, String why) {
        if (closing.getCount() > 0 && away.put(server, why) == null) {
            log.warn("Expected a server to answer, but it is away: server={} why={}", server, why);
        }
    }

    private static Optional<String> ask(DurableStorage storage, String name) throws InterruptedException {
        try {
            storage.get(PROBED_KEY, 0).toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.of(name + ": no answer in " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException e) {
            return Optional.of(name + ": "
                    + (e.getCause() instanceof StorageUnavailableException away ? Reasons.of(away) : "failed"));
        }
    }

    private static String where(String region) {
        return region.isEmpty() ? "" : " in " + region;
    }

    private static String name(QueueConfig queue) {
        return queue.type() + " " + queue.cluster();
    }

    private static String name(DurableStorageConfig storage) {
        return "durable storage " + new ClaimCheck.Place(storage.type(), storage.namespace(), storage.shard());
    }
}
