package io.walgateway.benchmarks.suite;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_MOST;

import io.walgateway.benchmarks.process.Gateways;
import io.walgateway.benchmarks.process.Gateways.Server;
import io.walgateway.benchmarks.process.ProcessCost;
import io.walgateway.benchmarks.result.Goal;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Results;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.benchmarks.session.Suite;
import io.walgateway.local.process.JavaProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * How soon server and consumer are ready, how much memory they hold at rest and under load, and how much the watermark
 * holds.
 */
public final class FootprintSuite implements Suite {
    private static final long REST_NANOS = 2_000_000_000L;
    private static final double KIBIBYTES_PER_MEBIBYTE = 1024;
    private static final double MEBIBYTES_MAX = 350;
    private static final Subject SERVER = new Subject("footprint", "processes", "server");
    private static final Subject CONSUMER = SERVER.beside("consumer");
    private static final List<LoadShape> LOADS = List.of(new LoadShape.Unary(256), new LoadShape.Stream(64, 1024));

    @Override
    public String name() {
        return "footprint";
    }

    @Override
    public boolean isQuick() {
        return false;
    }

    @Override
    public void run(Session session) {
        expect(session.results());
        for (int round = 1; round <= session.pace().rounds(); round++) {
            measureProcesses(session, round);
        }
        new WatermarkMemory(session).measure();
    }

    private static void expect(Results results) {
        results.expect(new Goal.Absolute(SERVER, Metric.MEBIBYTES, AT_MOST, MEBIBYTES_MAX));
        results.expect(new Goal.Absolute(CONSUMER, Metric.MEBIBYTES, AT_MOST, MEBIBYTES_MAX));
    }

    private static void measureProcesses(Session session, int round) {
        ServedNamespace namespace = ServedNamespace.on(session.bench(), "footprint-" + round, "\"type\": \"noop\"");
        Gateways gateways = new Gateways(session.bench());
        Path trail = session.bench().directory("trail").resolve("trail");
        Timed<Server> server = Timed.of(() -> gateways.server(namespace.catalog()));
        Timed<JavaProgram> consumer = Timed.of(() -> gateways.consumer(namespace.catalog(), trail));
        LockSupport.parkNanos(REST_NANOS);
        double serverIdle = resident(server.value().program());
        double consumerIdle = resident(consumer.value());
        LoadGenerator load = new LoadGenerator(session.bench(), session.pace());
        LOADS.forEach(shape -> load.load(server.value(), namespace.name(), shape));
        session.add(
                round,
                SERVER,
                figures(server.millis(), serverIdle, server.value().program()));
        session.add(round, CONSUMER, figures(consumer.millis(), consumerIdle, consumer.value()));
        session.bench().end(consumer.value());
        session.bench().end(server.value().program());
        namespace.delete(session.bench());
    }

    private static Map<Metric, Double> figures(double readyMillis, double idle, JavaProgram program) {
        return Map.of(
                Metric.READY_MILLIS,
                readyMillis,
                Metric.IDLE_MEBIBYTES,
                idle,
                Metric.MEBIBYTES,
                ProcessCost.of(program.pid()).residentPeakKibibytes() / KIBIBYTES_PER_MEBIBYTE);
    }

    private static double resident(JavaProgram program) {
        return ProcessCost.of(program.pid()).residentKibibytes() / KIBIBYTES_PER_MEBIBYTE;
    }

    /** A started process or other value, and how long its start took. */
    private record Timed<T>(T value, double millis) {

        static <T> Timed<T> of(Supplier<T> start) {
            long begun = System.nanoTime();
            T value = start.get();
            return new Timed<>(value, (System.nanoTime() - begun) / 1e6);
        }
    }
}
