package io.walgateway.example.keyvalue;

import io.walgateway.example.keyvalue.cluster.Cassandra;
import io.walgateway.example.keyvalue.index.Indices;
import io.walgateway.example.keyvalue.mutate.SetCompletions;
import io.walgateway.example.keyvalue.namespace.Namespaces;
import io.walgateway.example.keyvalue.service.KeyValueMeters;
import io.walgateway.example.keyvalue.service.KeyValueServices;
import io.walgateway.example.keyvalue.store.ChunkSweeper;
import io.walgateway.example.keyvalue.store.Tables;
import io.walgateway.runtime.ClosingStack;
import io.walgateway.runtime.Health;
import io.walgateway.runtime.InHand;
import io.walgateway.runtime.ManagementServer;
import io.walgateway.runtime.Metrics;
import io.walgateway.runtime.grpc.GrpcPort;
import io.walgateway.runtime.identity.AccessControl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** A Key-Value process. It has no state, so any number of them may stand behind one address. */
public final class KeyValueProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ClosingStack resources = new ClosingStack();
    private final GrpcPort grpc;
    private final ManagementServer management;

    private KeyValueProcess(KeyValueSettings settings, InstantSource clock) throws IOException {
        Metrics metrics = resources.push("metrics", PATIENCE, new Metrics());
        Cassandra cassandra = resources.push("cassandra", PATIENCE, new Cassandra(settings.cassandra()));
        Tables tables = new Tables(cassandra, clock);
        Namespaces namespaces = new Namespaces(settings.namespaces(), settings.storages());
        SetCompletions sets = resources.push("log", PATIENCE, new SetCompletions(settings.log()));
        resources.push(
                "chunks",
                PATIENCE,
                new ChunkSweeper(tables, namespaces.chunked(), clock)
                        .start(settings.limits().sweepEvery()));
        InHand inHand = new InHand(new InHand.Limits(
                settings.limits().requestsMax(), settings.limits().bytesMax()));
        metrics.gauge("kv.requests.in.hand", "Requests that are being served", inHand::items);
        KeyValueServices services = new KeyValueServices(
                new KeyValueServices.Parts(
                        namespaces,
                        tables,
                        new Indices(tables, settings.cassandra().keyspace()),
                        sets,
                        clock),
                settings.limits(),
                inHand,
                new KeyValueMeters(metrics.registry()));
        resources.push("indices", PATIENCE, services.builder().start());
        grpc = resources.push(
                "grpc",
                settings.grpc().drainTimeout().plus(PATIENCE),
                GrpcPort.start(settings.grpc(), Optional.empty(), services));
        management = resources.push(
                "management",
                PATIENCE,
                ManagementServer.start(settings.management(), health(cassandra), metrics, AccessControl.OPEN));
        namespaces.named().forEach(namespace -> tables.of(namespace.name()));
        grpc.serve();
    }

    /**
     * Starts the process; the caller closes it. It serves before Cassandra is reachable: until then requests end as
     * {@code UNAVAILABLE}.
     *
     * @throws IOException when an address is not available
     */
    public static KeyValueProcess start(KeyValueSettings settings, InstantSource clock) throws IOException {
        return new KeyValueProcess(settings, clock);
    }

    /** Where it serves. */
    public int grpcPort() {
        return grpc.number();
    }

    /** The address for operators. */
    public InetSocketAddress managementAddress() {
        return management.address();
    }

    /** Closes when the process is told to end, and blocks until it is closed. */
    public void closeOnShutdown() throws InterruptedException {
        resources.closeOnShutdown();
        resources.awaitClosed();
    }

    /** Takes no more requests, answers those in progress, and releases all resources. */
    @Override
    public void close() {
        resources.close();
    }

    private Health health(Cassandra cassandra) {
        Health health = new Health();
        health.register(
                "grpc",
                () -> grpc.isDraining()
                        ? new Health.Status.Down("draining")
                        : new Health.Status.Up("listening on port " + grpc.number()));
        health.register(
                "cassandra",
                () -> cassandra.isConnected()
                        ? new Health.Status.Up("connected")
                        : new Health.Status.Degraded("not connected yet"));
        return health;
    }
}
