package io.walgateway.controlplane;

import io.walgateway.config.ExactJson;
import io.walgateway.controlplane.access.RoleStore;
import io.walgateway.controlplane.access.Roles;
import io.walgateway.controlplane.deletion.Deletions;
import io.walgateway.controlplane.deletion.Endings;
import io.walgateway.controlplane.letter.handling.DeadLetters;
import io.walgateway.controlplane.namespace.DelayedMessages;
import io.walgateway.controlplane.namespace.Documents;
import io.walgateway.controlplane.namespace.Draining;
import io.walgateway.controlplane.namespace.Namespaces;
import io.walgateway.controlplane.namespace.Regions;
import io.walgateway.controlplane.namespace.ServedNamespaces;
import io.walgateway.controlplane.namespace.StandardStorage;
import io.walgateway.controlplane.namespace.Watch;
import io.walgateway.controlplane.region.Region;
import io.walgateway.controlplane.rest.RestApi;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.set.MutationSets;
import io.walgateway.controlplane.store.Audience;
import io.walgateway.controlplane.store.ChangeFeed;
import io.walgateway.controlplane.store.Database;
import io.walgateway.controlplane.store.EndingStore;
import io.walgateway.controlplane.store.GenerationStore;
import io.walgateway.controlplane.store.InstanceStore;
import io.walgateway.controlplane.store.NamespaceStore;
import io.walgateway.controlplane.store.QueueUses;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.retry.Backoff;
import io.walgateway.core.tls.TlsTerms;
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
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Wires the process together; {@code close} undoes it in reverse order. */
public final class ControlPlane implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ControlPlane.class);
    private static final int WATCHERS_MAX = 2000;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration STORE_RETRY = Duration.ofSeconds(1);
    private static final int TRIES_PER_LOG_LINE = 5;

    private final ControlPlaneSettings settings;
    private final InstantSource clock;
    private final ClosingStack opened = new ClosingStack();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AccessControl access;
    private final Metrics metrics;
    private final Database database;
    private final ChangeFeed feed;
    private final Namespaces namespaces;
    private final Draining draining;
    private final Endings endings;
    private final List<StandardStorage> standardStorages;
    private final DeadLetters letters;
    private final ServedNamespaces served;
    private final ServerWatches watches;
    private final RestApi api;

    private volatile int httpPort;
    private volatile int managementPort;

    /**
     * Opens what the process needs; it does not listen yet.
     *
     * @throws IllegalArgumentException when a plugin rejects its settings
     * @throws IOException when a file that the settings name cannot be read
     */
    public ControlPlane(ControlPlaneSettings settings, Plugins plugins, InstantSource clock) throws IOException {
        this.settings = settings;
        this.clock = clock;
        JsonMapper json = ExactJson.MAPPER;
        Callers callers =
                opened.push("callers", PATIENCE, Callers.open(settings.access().identity(), clock));
        access = new AccessControl(callers, settings.access().grants());
        metrics = opened.push("metrics", PATIENCE, new Metrics());
        List<Region> all = settings.plugins().regions(clock);
        Regions regions = opened.push(
                "plugins",
                PATIENCE,
                new Regions(plugins, all, settings.plugins().home()));
        database = opened.push("store", PATIENCE, new Database(settings.store()));
        NamespaceStore store = new NamespaceStore(database, json, clock);
        feed = new ChangeFeed(store, WATCHERS_MAX);
        Documents documents = new Documents(plugins, all, json);
        GenerationStore generations = new GenerationStore(database, json);
        InstanceStore instances = new InstanceStore(database, clock);
        EndingStore endingStore = new EndingStore(database, json);
        namespaces = new Namespaces(
                store, generations, endingStore, new QueueUses(database), instances, feed, documents, regions);
        Watch watch = new Watch(store, instances, feed);
        draining = new Draining(
                generations,
                store,
                new Audience(instances, clock),
                documents,
                regions,
                feed,
                json,
                clock,
                settings.drainInFlight(),
                settings.drainKeep());
        standardStorages = regions.all().stream()
                .map(region -> new StandardStorage(
                        settings.durableStorage(), region, Backoff.STORING, clock, new SplittableRandom()))
                .toList();
        served = new ServedNamespaces(store, generations, feed, documents);
        watches = ServerWatches.of(regions, served::all, settings.durableStorage());
        registerGauges();
        letters = new DeadLetters(
                database,
                store,
                documents,
                plugins,
                regions,
                settings.durableStorage(),
                settings.access().requestTargets(),
                metrics.registry(),
                json,
                clock);
        endings = new Endings(
                new Endings.Stores(endingStore, store, generations, new Audience(instances, clock)),
                documents,
                regions,
                letters,
                feed,
                clock,
                settings.drainInFlight());
        api = opened.push(
                "http",
                PATIENCE,
                new RestApi(
                        namespaces,
                        new Deletions(namespaces, regions, letters),
                        watch,
                        documents,
                        new DelayedMessages(namespaces, regions, settings.durableStorage(), clock),
                        letters,
                        new MutationSets(namespaces, regions, settings.durableStorage(), clock),
                        callers,
                        new Roles(access, new RoleStore(database, clock)),
                        json,
                        metrics.registry(),
                        settings.httpHost(),
                        settings.allowed()));
        opened.push("dead letters", PATIENCE, letters);
        opened.push("watchers", PATIENCE, feed);
        opened.push("draining", PATIENCE, draining);
        opened.push("endings", PATIENCE, endings);
        standardStorages.forEach(storage -> opened.push("standard storage", PATIENCE, storage));
        opened.push("namespaces", PATIENCE, served);
        opened.push("server watches", PATIENCE, watches);
        opened.push("start", PATIENCE, closing::countDown);
    }

    /**
     * Listens at once and returns when the store has been reached. Until then every request that needs the store is
     * refused.
     *
     * @return false when this was closed before the store was reached
     */
    public boolean start() throws IOException, InterruptedException {
        Health health = new Health();
        ProcessTls tls = opened.push("tls", PATIENCE, ProcessTls.start(clock));
        Optional<PortTls> managementTls = tls.port(settings.managementTls());
        Optional<PortTls> httpTls = tls.port(settings.httpTls());
        tls.report(health, metrics);
        health.register("store", this::storeHealth);
        health.register("queues", () -> Health.Status.degradedBy(watches.queueTrouble(), "all answer"));
        health.register("storages", () -> Health.Status.degradedBy(watches.storageTrouble(), "all answer"));
        InetSocketAddress address = new InetSocketAddress(settings.managementHost(), settings.managementPort());
        managementPort = opened.push(
                        "management",
                        PATIENCE,
                        ManagementServer.start(address, managementTls, health, metrics, Map.of(), access))
                .address()
                .getPort();
        httpPort = api.start(settings.httpPort(), httpTls);
        boolean reached = awaitStore();
        if (reached) {
            feed.start();
            draining.start();
            endings.start();
            standardStorages.forEach(StandardStorage::start);
            letters.start();
            served.start(letters::follow);
            watches.start();
        }
        return reached;
    }

    /** The address of the REST interface; its port is 0 until the interface listens. */
    public URI address() {
        return URI.create(scheme(settings.httpTls()) + settings.httpHost() + ":" + httpPort);
    }

    /** The address of health and metrics; its port is 0 until they listen. */
    public URI managementAddress() {
        return URI.create(scheme(settings.managementTls()) + settings.managementHost() + ":" + managementPort);
    }

    private static String scheme(Optional<TlsTerms> tls) {
        return tls.isPresent() ? "https://" : "http://";
    }

    /** The number of watchers that wait for a change. */
    public int watchers() {
        return feed.watchers();
    }

    /** Closes when the process is asked to shut down. */
    public void closeOnShutdown() {
        opened.closeOnShutdown();
    }

    private void registerGauges() {
        metrics.gauge(
                "wal.controlplane.watchers", "Requests that wait for the next change of a namespace", feed::watchers);
        metrics.gauge(
                "wal.controlplane.store.away",
                "1 while PostgreSQL does not answer, else 0",
                () -> feed.trouble().isPresent() ? 1 : 0);
        metrics.gauge(
                "wal.controlplane.queue.clusters.away",
                "Clusters of queues that do not answer",
                () -> watches.queuesAway());
        metrics.gauge(
                "wal.controlplane.storages.away", "Durable storages that do not answer", () -> watches.storagesAway());
    }

    private boolean awaitStore() throws InterruptedException {
        for (int tries = 0; ; tries++) {
            try {
                database.migrate();
                namespaces.indexQueues();
                return true;
            } catch (RefusedException e) {
                if (tries % TRIES_PER_LOG_LINE == 0) {
                    log.warn("Waiting for {}: {}", settings.store().url(), e.refusal());
                }
            }
            if (closing.await(STORE_RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
    }

    private Health.Status storeHealth() {
        return feed.trouble()
                .<Health.Status>map(Health.Status.Down::new)
                .orElseGet(() -> new Health.Status.Up("change " + feed.lastSeen()));
    }

    /** Releases the watchers, lets requests in flight finish, then closes queues and store. */
    @Override
    public void close() {
        opened.close();
    }
}
