package io.walgateway.consumer.writer;

import io.walgateway.consumer.route.Targets;
import io.walgateway.core.registry.Plugins;
import io.walgateway.runtime.ClosingStack;
import io.walgateway.runtime.Health;
import io.walgateway.runtime.InHand;
import io.walgateway.runtime.ManagementServer;
import io.walgateway.runtime.Metrics;
import io.walgateway.runtime.ProcessTls;
import io.walgateway.runtime.grpc.GrpcPort;
import io.walgateway.runtime.identity.AccessControl;
import io.walgateway.runtime.identity.Callers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * A process of the writer group: applies writes that the consumers of other regions send, to targets of its own region.
 * It has no state, so any number of such processes may stand behind one address.
 */
public final class WalWriter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ClosingStack resources = new ClosingStack();
    private final GrpcPort grpc;
    private final ManagementServer management;

    private WalWriter(WriterSettings settings, Plugins plugins, InstantSource clock) throws IOException {
        Metrics metrics = resources.push("metrics", PATIENCE, new Metrics());
        ProcessTls tls = resources.push("tls", PATIENCE, ProcessTls.start(clock));
        Targets targets = resources.push(
                "targets",
                PATIENCE,
                new Targets(plugins, type -> settings.pluginContext(type, clock), settings.region()));
        Applier applier = new Applier(settings.region(), targets, settings.targets(), clock);
        InHand inHand = new InHand(settings.limits());
        Callers callers = resources.push(
                "callers", PATIENCE, Callers.open(settings.access().identity(), clock));
        AccessControl access = new AccessControl(callers, settings.access().grants());
        ApplyService service = new ApplyService(
                settings.region(), applier, inHand, new WriterMeters(metrics.registry()), clock, access);
        grpc = resources.push(
                "grpc",
                settings.grpc().drainTimeout().plus(PATIENCE),
                GrpcPort.start(settings.grpc(), tls.port(settings.grpcTls()), service));
        metrics.gauge("wal.writer.in.hand", "Writes that are being applied", inHand::items);
        Health health = new Health();
        health.register(
                "grpc",
                () -> grpc.isDraining()
                        ? new Health.Status.Down("draining")
                        : new Health.Status.Up("listening on port " + grpc.number()));
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
        tls.report(health, metrics);
        grpc.serve();
    }

    /**
     * Starts the process; the caller closes it.
     *
     * @throws IOException              when an address is not available
     * @throws IllegalArgumentException when a plugin's settings are not valid
     */
    public static WalWriter start(WriterSettings settings, Plugins plugins, InstantSource clock) throws IOException {
        plugins.check(type -> settings.pluginContext(type, clock));
        return new WalWriter(settings, plugins, clock);
    }

    /** Where it takes writes. */
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

    /** Takes no more writes, answers requests in progress, and releases all resources. */
    @Override
    public void close() {
        resources.close();
    }
}
