package io.walgateway.benchmarks.delivery;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_MOST;

import io.walgateway.benchmarks.fault.FaultyGrpcMain;
import io.walgateway.benchmarks.fault.FaultyHttpMain;
import io.walgateway.benchmarks.fault.LeakMain;
import io.walgateway.benchmarks.fault.LeakReport;
import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.benchmarks.result.Goal;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Run;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.benchmarks.session.Suite;
import io.walgateway.local.port.FreePorts;
import io.walgateway.local.process.JavaProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is left of 100,000 deliveries to receivers over HTTP and gRPC that answer each status, cut connections at every
 * stage, never end, redirect elsewhere, and go away and come back: threads, files and heap, compared with what the
 * process held after the first 5,000. One round; its pace is its own.
 */
public final class LeaksSuite implements Suite {
    private static final int PORTS = 3;
    /** Longer than the client of the Java runtime keeps idle connections. */
    private static final double REST_SECONDS = 35;
    /** Threads and files that the JVM and shared pools of the libraries take and give back by themselves. */
    private static final int MORE_MAX = 8;

    private static final double HEAP_MORE_MAX = 4;
    private static final double DELIVERIES_PER_SECOND_MIN = 100;

    private final int first;
    private final int deliveries;
    private final double rest;

    public LeaksSuite() {
        this(5_000, Integer.getInteger("wal.bench.deliveries", 100_000), REST_SECONDS);
    }

    /**
     * Another number of deliveries.
     *
     * @param first deliveries before the first look
     * @param rest  seconds without deliveries before each look
     */
    public LeaksSuite(int first, int deliveries, double rest) {
        this.first = first;
        this.deliveries = deliveries;
        this.rest = rest;
    }

    @Override
    public String name() {
        return "leaks";
    }

    @Override
    public boolean isQuick() {
        return false;
    }

    @Override
    public void run(Session session) {
        measure(session, "http", FaultyHttpMain.class);
        measure(session, "grpc", FaultyGrpcMain.class);
    }

    private void measure(Session session, String type, Class<?> receiver) {
        Subject subject = new Subject("leaks", type, "after %,d deliveries".formatted(deliveries));
        if (!session.only().test(subject)) {
            return;
        }
        session.results().expect(new Goal.Absolute(subject, Metric.FAILURES, AT_MOST, 0));
        session.results().expect(new Goal.Absolute(subject, Metric.MORE_THREADS, AT_MOST, MORE_MAX));
        session.results().expect(new Goal.Absolute(subject, Metric.MORE_FILES, AT_MOST, MORE_MAX));
        session.results().expect(new Goal.Absolute(subject, Metric.MORE_HEAP, AT_MOST, HEAP_MORE_MAX));
        session.measure(1, subject, () -> {
            LeakReport report = report(session.bench(), type, receiver);
            session.progress()
                    .accept("held after the first %,d: %s; after all: %s; outcomes not as documented: %s"
                            .formatted(first, report.before(), report.after(), report.unexpectedByFault()));
            return figures(report);
        });
    }

    private static Map<Metric, Double> figures(LeakReport report) {
        return Map.of(
                Metric.RECORDS_PER_SECOND,
                report.perSecond(),
                Metric.HEAP_MEBIBYTES,
                report.after().heapMebibytes(),
                Metric.FAILURES,
                (double) report.unexpected(),
                Metric.MORE_THREADS,
                (double) (report.after().threads() - report.before().threads()),
                Metric.MORE_FILES,
                (double) (report.after().files() - report.before().files()),
                Metric.MORE_HEAP,
                report.after().heapMebibytes() - report.before().heapMebibytes());
    }

    private LeakReport report(Workbench bench, String type, Class<?> receiver) {
        List<String> ports = Stream.generate(FreePorts::next)
                .limit(PORTS)
                .map(port -> Integer.toString(port))
                .toList();
        Path report = bench.directory("report").resolve("report");
        JavaProgram faulty = bench.start("receiver", receiver, ports);
        try {
            JavaProgram program = bench.start(
                    "leak",
                    LeakMain.class,
                    List.of(
                            "--type", type,
                            "--ports", ports.stream().collect(Collectors.joining(",")),
                            "--first", Integer.toString(first),
                            "--deliveries", Integer.toString(deliveries),
                            "--rest", Double.toString(rest),
                            "--report", report.toString()));
            new Run(program).await(2 * rest + deliveries / DELIVERIES_PER_SECOND_MIN + Run.MARGIN_SECONDS);
            if (!Files.exists(report)) {
                throw new IllegalStateException("Expected %s to leave a report, but it did not; see %s"
                        .formatted(program.name(), program.logFile()));
            }
            return LeakReport.read(report);
        } finally {
            bench.end(faulty);
        }
    }
}
