package io.walgateway.consumer;

import io.walgateway.config.catalog.Catalogs;
import io.walgateway.config.catalog.Role;
import io.walgateway.config.catalog.WatchedCatalog;
import io.walgateway.consumer.delay.Delays;
import io.walgateway.consumer.payload.ClaimedPayloads;
import io.walgateway.consumer.pipeline.Pipeline;
import io.walgateway.consumer.pipeline.PipelineMetrics;
import io.walgateway.consumer.pipeline.Pipelines;
import io.walgateway.consumer.pipeline.PipelinesHealth;
import io.walgateway.consumer.pipeline.PipelinesJson;
import io.walgateway.consumer.pipeline.StageMetrics;
import io.walgateway.consumer.route.KnownTargets;
import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.consumer.route.Subscription;
import io.walgateway.consumer.route.Targets;
import io.walgateway.consumer.set.SetApplication;
import io.walgateway.consumer.set.SetMeters;
import io.walgateway.consumer.set.SetSweeper;
import io.walgateway.core.namespace.NamespaceCatalog;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.registry.QueueNames;
import io.walgateway.core.registry.QueueOwners;
import io.walgateway.log.append.AppendTerms;
import io.walgateway.log.append.Appender;
import io.walgateway.log.client.LogClients;
import io.walgateway.log.client.QueueClients;
import io.walgateway.log.client.ServerWatch;
import io.walgateway.log.client.StorageClients;
import io.walgateway.log.record.MessageIds;
import io.walgateway.runtime.ClosingStack;
import io.walgateway.runtime.Health;
import io.walgateway.runtime.ManagementServer;
import io.walgateway.runtime.Metrics;
import io.walgateway.runtime.ProcessTls;
import io.walgateway.runtime.identity.AccessControl;
import io.walgateway.runtime.identity.Callers;
import io.walgateway.runtime.tls.PortTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * The delivery process: follows the catalog and keeps a pipeline running for each target of each namespace. It starts
 * and continues without the control plane, its queues and its targets, and waits for those that are away.
 */
public final class WalConsumer implements AutoCloseable {
    /** A delivery may take ten minutes, but a process must end when told to: unsettled messages are delivered again. */
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ClosingStack resources = new ClosingStack();
    private final ManagementServer management;

    private WalConsumer(ConsumerSettings settings, Plugins plugins, InstantSource clock) throws IOException {
        Metrics metrics = resources.push("metrics", PATIENCE, new Metrics());
        Health health = new Health();
        ProcessTls tls = resources.push("tls", PATIENCE, ProcessTls.start(clock));
        Optional<PortTls> managementTls = tls.port(settings.management().tls());
        Callers callers = resources.push(
                "callers", PATIENCE, Callers.open(settings.access().identity(), clock));
        Targets targets = resources.push(
                "targets",
                PATIENCE,
                new Targets(plugins, type -> settings.pluginContext(type, clock), settings.region()));
        QueueClients queues = resources.push(
                "queues", PATIENCE, QueueClients.open(plugins, type -> settings.pluginContext(type, clock)));
        StorageClients storages = resources.push(
                "storages",
                PATIENCE,
                StorageClients.open(plugins, type -> settings.pluginContext(type, clock), settings.durableStorage()));
        ClaimedPayloads payloads = new ClaimedPayloads(storages, settings.restoredBytesMax(), clock);
        WatchedCatalog catalog = resources.push(
                "catalog",
                PATIENCE,
                Catalogs.open(
                        settings.process(), Role.CONSUMER, settings.assignment().shard(), plugins, clock));
        QueueNames names = new QueueNames(plugins, type -> settings.pluginContext(type, clock));
        Runnable owned = () -> targets.know(new QueueOwners(names, catalog.all()));
        catalog.listen(owned);
        catalog.ready().thenRun(owned);
        LogClients clients = LogClients.of(queues, storages);
        ServerWatch watch = resources.push("queue watch", PATIENCE, ServerWatch.ofQueues(catalog::all, clients));
        ServerWatch storageWatch =
                resources.push("storage watch", PATIENCE, ServerWatch.ofStorages(catalog::all, clients));
        SplittableRandom random = new SplittableRandom();
        Appender appender = resources.push(
                "appender", PATIENCE, new Appender(plugins, clients, clock, new MessageIds(clock, random.split())));
        SetMeters setMeters = new SetMeters(metrics.registry());
        SetApplication sets = new SetApplication(storages, setMeters, clock);
        Delays delays = resources.push(
                "delays",
                DRAIN_PATIENCE,
                new Delays(catalog, settings.assignment(), queues::client, metrics.registry(), clock, random.split()));
        Pipelines pipelines = resources.push(
                "pipelines",
                DRAIN_PATIENCE,
                new Pipelines(
                        catalog,
                        settings.assignment(),
                        plugins,
                        spec -> new Pipeline(
                                spec,
                                client(queues, spec),
                                Subscription.of(
                                        spec,
                                        targets,
                                        client(queues, spec),
                                        payloads,
                                        sets,
                                        new KnownTargets(() -> catalog.find(spec.namespace()))),
                                context(spec, catalog, appender, watch),
                                new PipelineMetrics(metrics.registry(), spec),
                                settings.limits(),
                                clock,
                                random.split()),
                        clock,
                        random.split()));
        SetSweeper sweeper = resources.push(
                "set sweeper",
                PATIENCE,
                new SetSweeper(
                        () -> catalog.all().stream()
                                .filter(settings.assignment()::serves)
                                .toList(),
                        storages,
                        appender,
                        setMeters,
                        new MessageIds(clock, random.split()).next().toString(),
                        clock));
        tls.report(health, metrics);
        health.register("catalog", () -> CatalogHealth.of(catalog));
        health.register("pipelines", () -> PipelinesHealth.of(pipelines.states()));
        health.register("delays", () -> delaysHealth(delays));
        health.register("queues", () -> Health.Status.degradedBy(watch.trouble(), "all answer"));
        health.register("storages", () -> Health.Status.degradedBy(storageWatch.trouble(), "all answer"));
        metrics.gauge(
                "wal.consumer.catalog.away",
                "1 while the source of namespaces does not answer, else 0",
                () -> catalog.contact().inTouch() ? 0 : 1);
        metrics.gauge(
                "wal.consumer.queue.clusters.away",
                "Clusters of queues that do not answer",
                () -> watch.away().size());
        metrics.gauge(
                "wal.consumer.storages.away",
                "Durable storages that do not answer",
                () -> storageWatch.away().size());
        watch.start();
        storageWatch.start();
        new StageMetrics(pipelines::running, clock).register(metrics.registry());
        // First, because it provides the name under which readers get their slices back after a crash.
        delays.start();
        pipelines.start();
        sweeper.start();
        management = resources.push(
                "management",
                PATIENCE,
                ManagementServer.start(
                        settings.management().address(),
                        managementTls,
                        health,
                        metrics,
                        Map.of("/pipelines", () -> PipelinesJson.of(pipelines.keepers())),
                        new AccessControl(callers, settings.access().grants())));
    }

    /**
     * Starts the process; the caller closes it.
     *
     * @throws IOException              when the management address is not available
     * @throws IllegalArgumentException when a plugin's settings are not valid
     */
    static WalConsumer start(ConsumerSettings settings, Plugins plugins, InstantSource clock) throws IOException {
        return new WalConsumer(settings, plugins, clock);
    }

    /** The address for operators. */
    InetSocketAddress managementAddress() {
        return management.address();
    }

    /** Closes when the process is told to end, and blocks until it is closed. */
    void closeOnShutdown() throws InterruptedException {
        resources.closeOnShutdown();
        resources.awaitClosed();
    }

    /** Ends deliveries under way, stores settlements, and releases all resources. */
    @Override
    public void close() {
        resources.close();
    }

    private static Pipeline.Context context(
            PipelineSpec spec, NamespaceCatalog catalog, Appender appender, ServerWatch watch) {
        return new Pipeline.Context(
                () -> catalog.find(spec.namespace()),
                record -> catalog.find(spec.namespace())
                        .map(namespace -> appender.append(
                                record.revision(namespace.revision()).entry(),
                                namespace,
                                Set.of(spec.group()),
                                AppendTerms.AGAIN))
                        .orElseGet(() -> CompletableFuture.completedFuture(
                                new AppendResult.NotAppended("the namespace is gone"))),
                () -> watch.trouble(spec.queue()));
    }

    private static QueueClient client(QueueClients queues, PipelineSpec spec) {
        return queues.client(spec.queue().type())
                .orElseThrow(() -> new IllegalStateException(
                        "Expected a plugin for queues of type " + spec.queue().type() + ", but there is none"));
    }

    private static Health.Status delaysHealth(Delays delays) {
        Map<String, String> troubles = delays.troubles();
        return Health.Status.degradedBy(
                troubles.isEmpty() ? Optional.empty() : Optional.of("not kept: " + troubles), "kept");
    }
}
