package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.config.settings.AccessSettings;
import io.walgateway.controlplane.region.PluginSettings;
import io.walgateway.controlplane.rest.AllowedSites;
import io.walgateway.controlplane.store.StoreSettings;
import io.walgateway.core.registry.Plugins;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.component.PostgresEndpoint;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.FaultyQueue;
import io.walgateway.testkit.fake.queue.InMemoryQueue;
import io.walgateway.testkit.fake.target.ScriptedTargetProvider;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** A control plane in this JVM, on a real store and a queue in memory that stands in for Kafka. */
public final class TestPlane implements AutoCloseable {

    /** Less than instances are present without a sign of life, more than an append may be under way. */
    private static final Duration STEP = Duration.ofSeconds(5);

    public static final Duration DRAIN_KEEP = Duration.ofMinutes(10);

    public final InMemoryQueue kafka;
    public final FaultyQueue faults;
    public final ScriptedTargetProvider targets = new ScriptedTargetProvider("kafka", new TestClock());
    public final StoreSettings store;
    public final TestClock clock = new TestClock();
    public final ControlPlane plane;
    public final TestHttp http;

    private TestPlane(StoreSettings store, InMemoryQueue kafka, AccessSettings access) throws Exception {
        this.store = store;
        this.kafka = kafka;
        this.faults = new FaultyQueue(kafka);
        plane = controlPlane(store, plugins(faults, targets), PluginSettings.of(Map.of()), access, clock);
        plane.start();
        http = new TestHttp(plane.address());
    }

    /** One on a store of its own. */
    public static TestPlane start() throws Exception {
        return on(emptyStore());
    }

    public static TestPlane on(StoreSettings store) throws Exception {
        return new TestPlane(store, new InMemoryQueue("kafka"), AccessSettings.OPEN);
    }

    /** One on a store of its own, whose callers must prove an identity. */
    public static TestPlane closed(AccessSettings access) throws Exception {
        return new TestPlane(emptyStore(), new InMemoryQueue("kafka"), access);
    }

    /** Another one on the same store and queues. */
    public TestPlane beside() throws Exception {
        return new TestPlane(store, kafka, AccessSettings.OPEN);
    }

    /** Deletes a namespace, and lets time go on until it is gone. */
    public void delete(String path, String... headers) {
        assertThat(http.delete(path, headers).status()).isEqualTo(202);
        awaitGone(path);
    }

    /** Lets time go on until a namespace that is ending is gone. */
    public void awaitGone(String path) {
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            clock.advance(STEP);
            return http.get(path).status() == 404;
        });
    }

    public static ControlPlane controlPlane(StoreSettings store, Plugins plugins, InstantSource clock)
            throws IOException {
        return controlPlane(store, plugins, PluginSettings.of(Map.of()), clock);
    }

    public static ControlPlane controlPlane(
            StoreSettings store, Plugins plugins, PluginSettings settings, InstantSource clock) throws IOException {
        return controlPlane(store, plugins, settings, AccessSettings.OPEN, clock);
    }

    private static ControlPlane controlPlane(
            StoreSettings store, Plugins plugins, PluginSettings settings, AccessSettings access, InstantSource clock)
            throws IOException {
        return new ControlPlane(
                new ControlPlaneSettings(
                        "127.0.0.1",
                        0,
                        Optional.empty(),
                        AllowedSites.OWN,
                        "127.0.0.1",
                        0,
                        Optional.empty(),
                        store,
                        Duration.ofSeconds(3),
                        DRAIN_KEEP,
                        Optional.empty(),
                        settings,
                        access),
                plugins,
                clock);
    }

    public static Plugins plugins(FaultyQueue kafka) {
        return plugins(kafka, new ScriptedTargetProvider("kafka", new TestClock()));
    }

    private static Plugins plugins(FaultyQueue kafka, ScriptedTargetProvider targets) {
        return new Plugins(Map.of("kafka", kafka), Map.of("kafka", targets));
    }

    /** A schema without tables in the database that all tests share. */
    public static StoreSettings emptyStore() throws SQLException {
        PostgresEndpoint postgres = Components.postgres();
        String schema = Components.uniqueName("controlplane");
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        }
        String separator = postgres.jdbcUrl().contains("?") ? "&" : "?";
        return new StoreSettings(
                postgres.jdbcUrl() + separator + "currentSchema=" + schema, postgres.user(), postgres.password());
    }

    @Override
    public void close() {
        plane.close();
    }
}
