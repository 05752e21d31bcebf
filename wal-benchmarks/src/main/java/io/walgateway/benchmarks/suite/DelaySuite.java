package io.walgateway.benchmarks.suite;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_MOST;

import io.walgateway.benchmarks.load.Percentile;
import io.walgateway.benchmarks.process.Gateways;
import io.walgateway.benchmarks.process.ProcessCost;
import io.walgateway.benchmarks.process.Trail;
import io.walgateway.benchmarks.result.Goal;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Pace;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.benchmarks.session.Suite;
import io.walgateway.benchmarks.target.Latencies;
import io.walgateway.local.process.JavaProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * How late delayed messages are on an idle system, how much memory a consumer process holds while a million of them
 * wait, and how soon it resumes after it was killed with them.
 */
public final class DelaySuite implements Suite {
    private static final String TOPIC = "delays";
    private static final int PER_SECOND = 300;
    private static final Duration DELAY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double MEBIBYTES_MAX = 512;
    private static final Subject IDLE = new Subject("delay", "300/s, 10 s ahead", "nothing else pending");
    private static final Subject FULL = IDLE.beside("with a million pending");
    private static final Subject KILLED =
            new Subject("delay", "a million pending", "killed, to the first append when due");

    private final InstantSource clock;
    private final long pending;

    /** A suite with a million delayed messages. */
    public DelaySuite(InstantSource clock) {
        this(clock, Long.getLong("wal.bench.pending", 1_000_000));
    }

    DelaySuite(InstantSource clock, long pending) {
        this.clock = clock;
        this.pending = pending;
    }

    @Override
    public String name() {
        return "delay";
    }

    @Override
    public boolean isQuick() {
        return false;
    }

    @Override
    public void run(Session session) {
        session.results().expect(new Goal.Absolute(IDLE, Metric.P99_MILLIS, AT_MOST, 100));
        session.results().expect(new Goal.Absolute(KILLED, Metric.MEBIBYTES, AT_MOST, MEBIBYTES_MAX));
        session.results().expect(new Goal.Absolute(KILLED, Metric.READY_MILLIS, AT_MOST, 5_000));
        for (int round = 1; round <= session.pace().rounds(); round++) {
            measure(session, round, TOPIC + "-" + round);
        }
    }

    private void measure(Session session, int round, String topic) {
        ServedNamespace namespace = ServedNamespace.on(session.bench(), topic, "\"type\": \"noop\", \"late\": true");
        Gateways gateways = new Gateways(session.bench());
        Path trail = session.bench().directory("trail").resolve("trail");
        JavaProgram consumer = gateways.consumer(namespace.catalog(), trail);
        try (DelayedLoad load = new DelayedLoad(session.bench().bootstrapServers(), topic, clock)) {
            load.paced(PER_SECOND, session.pace().warmUp(), Duration.ofSeconds(3));
            session.add(round, IDLE, lateness(session.pace(), load, trail));
            load.fill(pending, clock.instant().plus(Duration.ofHours(1)));
            await("pending", () -> load.pending().later() + load.pending().withinHour() >= pending);
            session.add(round, FULL, lateness(session.pace(), load, trail));
            long left = load.paced(PER_SECOND, 3, Duration.ofSeconds(4));
            double mebibytes = ProcessCost.of(consumer.pid()).residentPeakKibibytes() / 1024.0;
            session.bench().end(consumer);
            killed(session, round, gateways, namespace, left, mebibytes);
        }
        namespace.delete(session.bench());
    }

    private Map<Metric, Double> lateness(Pace pace, DelayedLoad load, Path trail) {
        long begin = clock.millis();
        long before = Trail.read(trail).count();
        long count = load.paced(PER_SECOND, pace.seconds(), DELAY);
        await("deliveries", () -> Trail.read(trail).count() >= before + count);
        Histogram late = Latencies.between(trail, begin + DELAY.toMillis(), Long.MAX_VALUE);
        return Map.of(
                Metric.P50_MILLIS, Percentile.millis(late, 50),
                Metric.P99_MILLIS, Percentile.millis(late, 99),
                Metric.P999_MILLIS, Percentile.millis(late, 99.9));
    }

    /** Messages that fell due while there was no consumer are delivered first. */
    private static void killed(
            Session session, int round, Gateways gateways, ServedNamespace namespace, long left, double mebibytes) {
        Path trail = session.bench().directory("trail").resolve("trail");
        long appended = session.bench().topics().appended(namespace.name());
        long begun = System.nanoTime();
        CompletableFuture<Double> fired = CompletableFuture.supplyAsync(() -> {
            await("appends after the kill", () -> session.bench().topics().appended(namespace.name()) > appended);
            return (System.nanoTime() - begun) / 1e6;
        });
        JavaProgram again = gateways.consumer(namespace.catalog(), trail);
        await("deliveries after the kill", () -> Trail.read(trail).count() > 0);
        double millis = (System.nanoTime() - begun) / 1e6;
        await("all that was left", () -> Trail.read(trail).count() >= left);
        double after = ProcessCost.of(again.pid()).residentPeakKibibytes() / 1024.0;
        session.add(
                round, KILLED, Map.of(Metric.READY_MILLIS, fired.join(), Metric.MEBIBYTES, Math.max(mebibytes, after)));
        session.add(round, KILLED.beside("the same, to the first delivery"), Map.of(Metric.READY_MILLIS, millis));
        session.bench().end(again);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Expected " + what + " within " + PATIENCE);
            }
            LockSupport.parkNanos(100_000_000);
        }
    }
}
