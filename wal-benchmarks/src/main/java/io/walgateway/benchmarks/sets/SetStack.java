package io.walgateway.benchmarks.sets;

import io.walgateway.benchmarks.process.Gateways;
import io.walgateway.benchmarks.process.Trail;
import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.local.process.JavaProgram;
import io.walgateway.local.process.JvmSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Cassandra, a server and a consumer, with two namespaces of mutation sets: the parts of one name their targets, those of
 * the other go to a target that only counts them.
 */
final class SetStack implements AutoCloseable {
    static final String OWN_TARGETS = "sets-own";
    static final String COUNTED = "sets-counted";
    private static final String TARGET = "target";
    private static final long PATIENCE_NANOS = 180_000_000_000L;

    private final Workbench bench;
    private final CassandraServer cassandra;
    private final SetStorage storage;
    private final Gateways.Server server;
    private final JavaProgram consumer;
    private final Path trail;

    SetStack(Workbench bench, InstantSource clock) {
        this.bench = bench;
        cassandra =
                bench.started(CassandraServer.forLoad(bench.directory("cassandra"), 0, JvmSettings.throughput(1_024)));
        storage = new SetStorage(cassandra.contactPoint(), "bench", clock);
        Path catalog = bench.directory("catalog");
        serve(catalog, OWN_TARGETS, "{}");
        serve(catalog, COUNTED, "{\"type\": \"noop\", \"name\": \"" + TARGET + "\", \"concurrency\": 256}");
        Gateways gateways = new Gateways(
                bench,
                List.of(
                        "cassandra.clusters.*.contact-points=127.0.0.1:"
                                + cassandra.contactPoint().getPort(),
                        "cassandra.clusters.*.local-datacenter=" + SetStorage.DATACENTER));
        trail = bench.directory("trail").resolve("trail");
        server = gateways.server(catalog);
        consumer = gateways.consumer(catalog, trail);
    }

    private void serve(Path catalog, String name, String target) {
        bench.topics().create(name, name + "-dlq");
        List.of(
                        ConsumerGroup.ofTarget(name, TARGET).name(),
                        ConsumerGroup.ofRequestTargets(name).name())
                .forEach(group -> bench.topics().startAtTheBeginning(group, name));
        Gateways.put(catalog, name, """
                {"persistence_configurations": {"persistence_configuration": [{
                  "physical_storage": {"type": "KAFKA"},
                  "config": {
                    "wal-kafka-topics": ["%s"],
                    "durable_storage": {"type": "cassandra", "namespace": "bench"},
                    "target": %s}}]},
                 "ordering": "key"}
                """.formatted(name, target));
    }

    SetStorage storage() {
        return storage;
    }

    SetCaller caller(String namespace) {
        return new SetCaller(server.port(), namespace);
    }

    long serverPid() {
        return server.program().pid();
    }

    long consumerPid() {
        return consumer.pid();
    }

    /** What the counting target received so far. */
    Trail delivered() {
        return Trail.read(trail);
    }

    /** Looks every so often until something is true. */
    static void await(String what, long everyNanos, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Expected " + what + ", but it did not come");
            }
            LockSupport.parkNanos(everyNanos);
        }
    }

    @Override
    public void close() {
        bench.end(consumer);
        bench.end(server.program());
        storage.close();
        bench.end(cassandra);
        bench.topics().delete(List.of(OWN_TARGETS, OWN_TARGETS + "-dlq", COUNTED, COUNTED + "-dlq"));
    }
}
