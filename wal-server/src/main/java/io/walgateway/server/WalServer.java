package io.walgateway.server;

import io.walgateway.config.catalog.Catalogs;
import io.walgateway.config.catalog.Role;
import io.walgateway.config.catalog.WatchedCatalog;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.registry.QueueNames;
import io.walgateway.core.registry.QueueOwners;
import io.walgateway.log.client.LogClients;
import io.walgateway.log.client.QueueClients;
import io.walgateway.log.client.ServerWatch;
import io.walgateway.log.client.StorageClients;
import io.walgateway.log.record.MessageIds;
import io.walgateway.producer.LogProducer;
import io.walgateway.runtime.ClosingStack;
import io.walgateway.runtime.Health;
import io.walgateway.runtime.ManagementServer;
import io.walgateway.runtime.Metrics;
import io.walgateway.runtime.ProcessTls;
import io.walgateway.runtime.grpc.GrpcPort;
import io.walgateway.runtime.identity.AccessControl;
import io.walgateway.runtime.identity.Callers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that accepts writes. It starts and keeps running without its catalog's source and its queues, and tells
 * callers what is away.
 */
public final class WalServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WalServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ClosingStack resources;
    private final WatchedCatalog catalog;
    private final LogProducer producer;
    private final QueueNames queueNames;
    private final GrpcPort grpc;
    private final ServerMeters meters;
    private final ManagementServer management;

    private WalServer(
            ClosingStack resources, ServerSettings settings, Plugins plugins, WatchedCatalog given, InstantSource clock)
            throws IOException {
        this.resources = resources;
        Metrics metrics = resources.push("metrics", PATIENCE, new Metrics());
        Health health = new Health();
        catalog = resources.push("catalog", PATIENCE, given);
        ProcessTls tls = resources.push("tls", PATIENCE, ProcessTls.start(clock));
        Callers callers = resources.push(
                "callers", PATIENCE, Callers.open(settings.access().identity(), clock));
        AccessControl access = new AccessControl(callers, settings.access().grants());
        management = resources.push(
                "management",
                PATIENCE,
                ManagementServer.start(
                        settings.management().address(),
                        tls.port(settings.management().tls()),
                        health,
                        metrics,
                        Map.of(),
                        access));
        QueueClients queues = resources.push(
                "queues", PATIENCE, QueueClients.open(plugins, type -> settings.pluginContext(type, clock)));
        StorageClients storages = resources.push(
                "storages",
                PATIENCE,
                StorageClients.open(plugins, type -> settings.pluginContext(type, clock), settings.durableStorage()));
        LogClients clients = LogClients.of(queues, storages);
        ServerWatch watch = resources.push("queue watch", PATIENCE, ServerWatch.ofQueues(catalog::all, clients));
        ServerWatch storageWatch =
                resources.push("storage watch", PATIENCE, ServerWatch.ofStorages(catalog::all, clients));
        MessageIds ids = new MessageIds(clock, new SplittableRandom(new SecureRandom().nextLong()));
        producer = resources.push(
                "producer", PATIENCE, new LogProducer(plugins, queues, storages, clock, ids, settings.region()));
        queueNames = new QueueNames(plugins, type -> settings.pluginContext(type, clock));
        InFlight inFlight =
                new InFlight(settings.limits().requestsMax(), settings.limits().bytesMax());
        ArrivingBytes arriving = new ArrivingBytes(settings.limits().bytesMax());
        meters = new ServerMeters(metrics.registry(), inFlight, arriving);
        Ingest ingest = new Ingest(
                catalog, producer, inFlight, meters, access, settings.access().requestTargets());
        grpc = resources.push(
                "grpc",
                settings.grpc().terms().drainTimeout().plus(PATIENCE),
                GrpcPort.start(
                        settings.grpc().terms(),
                        tls.port(settings.grpc().tls()),
                        new WriteEndpoint(settings.grpc().messageBytesMax(), ingest, arriving, meters, callers)));
        tls.report(health, metrics);
        health.register("catalog", () -> CatalogHealth.of(catalog));
        health.register("grpc", () -> grpcHealth(grpc));
        health.register("queues", () -> Health.Status.degradedBy(watch.trouble(), "all answer"));
        health.register("storages", () -> Health.Status.degradedBy(storageWatch.trouble(), "all answer"));
        metrics.gauge(
                "wal.server.catalog.away",
                "1 while the source of namespaces does not answer, else 0",
                () -> catalog.contact().inTouch() ? 0 : 1);
        metrics.gauge(
                "wal.server.queue.clusters.away",
                "Clusters of queues that do not answer",
                () -> watch.away().size());
        metrics.gauge(
                "wal.server.storages.away",
                "Durable storages that do not answer",
                () -> storageWatch.away().size());
        watch.start();
        storageWatch.start();
    }

    /**
     * Starts the process; the caller closes it.
     *
     * @throws IOException when an address is unavailable
     * @throws IllegalArgumentException when settings are not valid
     */
    static WalServer start(ServerSettings settings, Plugins plugins, InstantSource clock) throws IOException {
        WatchedCatalog catalog = Catalogs.open(settings.process(), Role.SERVER, settings.shard(), plugins, clock);
        return start(settings, plugins, catalog, clock);
    }

    /** As {@link #start(ServerSettings, Plugins, InstantSource)}, with a catalog that the server closes. */
    static WalServer start(ServerSettings settings, Plugins plugins, WatchedCatalog catalog, InstantSource clock)
            throws IOException {
        ClosingStack resources = new ClosingStack();
        try {
            WalServer server = new WalServer(resources, settings, plugins, catalog, clock);
            server.follow();
            return server;
        } catch (IOException | RuntimeException e) {
            resources.close();
            throw e;
        }
    }

    /** Completes when the namespaces are known, so that writes can be accepted. */
    CompletionStage<Void> ready() {
        return catalog.ready();
    }

    /** Where it answers callers. */
    int grpcPort() {
        return grpc.number();
    }

    /** Where it answers operators. */
    InetSocketAddress managementAddress() {
        return management.address();
    }

    boolean isDraining() {
        return grpc.isDraining();
    }

    /** Drains and closes when the process is terminated. */
    void closeOnShutdown() {
        resources.closeOnShutdown();
    }

    /** Waits until everything is closed. */
    void awaitClosed() throws InterruptedException {
        resources.awaitClosed();
    }

    /** Accepts no more writes, answers those in progress, and closes everything. */
    @Override
    public void close() {
        resources.close();
    }

    private void follow() {
        catalog.listen(this::keepUp);
        catalog.ready().thenRun(() -> {
            keepUp();
            grpc.serve();
        });
    }

    private void keepUp() {
        prepare();
        Set<String> names = catalog.all().stream().map(NamespaceConfig::name).collect(Collectors.toUnmodifiableSet());
        producer.retain(names);
        meters.retain(names);
    }

    /** Writers connect when a namespace appears, rather than on its first write. */
    private void prepare() {
        producer.know(new QueueOwners(queueNames, catalog.all()));
        for (NamespaceConfig namespace : catalog.all()) {
            try {
                producer.prepare(namespace);
            } catch (RuntimeException e) {
                log.warn("Expected to prepare namespace={}, but its queue's plugin failed", namespace.name(), e);
            }
        }
    }

    private static Health.Status grpcHealth(GrpcPort grpc) {
        return grpc.isDraining()
                ? new Health.Status.Down("draining")
                : new Health.Status.Up("listening on port " + grpc.number());
    }
}
