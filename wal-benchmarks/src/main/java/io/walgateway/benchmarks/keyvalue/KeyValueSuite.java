package io.walgateway.benchmarks.keyvalue;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_MOST;

import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.benchmarks.result.Goal;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Pace;
import io.walgateway.benchmarks.session.Run;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.benchmarks.session.Suite;
import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.local.port.FreePorts;
import io.walgateway.local.process.JavaProgram;
import io.walgateway.local.process.JvmSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The latency of the Key-Value service beside that of Cassandra's driver alone, at the same steady pace. */
public final class KeyValueSuite implements Suite {
    private static final String NAME = "key-value";
    private static final int PER_SECOND = 500;
    private static final double RATIO_MAX = 1.3;
    private static final int MEASUREMENTS = 4;

    @Override
    public String name() {
        return NAME;
    }

    /** Cassandra starts. */
    @Override
    public boolean isQuick() {
        return false;
    }

    @Override
    public void run(Session session) {
        for (String operation : List.of("PutItems", "GetItems")) {
            session.results()
                    .expect(new Goal.Relative(
                            subject(operation, KeyValueLoadMain.SERVICE),
                            subject(operation, KeyValueLoadMain.DRIVER),
                            Metric.P99_MILLIS,
                            AT_MOST,
                            RATIO_MAX));
        }
        Workbench bench = session.bench();
        CassandraServer cassandra =
                bench.started(CassandraServer.forLoad(bench.directory("cassandra"), 0, JvmSettings.throughput(1_024)));
        int port = FreePorts.next();
        JavaProgram service = bench.start(
                NAME,
                List.of(),
                "io.walgateway.example.keyvalue.KeyValueMain",
                List.of(
                        "--set=listen.port=" + port,
                        "--set=management.port=0",
                        "--set=cassandra.contact-points=127.0.0.1:"
                                + cassandra.contactPoint().getPort(),
                        "--set=cassandra.local-datacenter=" + cassandra.localDatacenter(),
                        "--set=namespaces.bench.wal=false"));
        measure(session, cassandra, "127.0.0.1:" + port);
        bench.end(service);
        bench.end(cassandra);
    }

    private static void measure(Session session, CassandraServer cassandra, String service) {
        Pace pace = session.pace();
        Path figures = session.bench().directory("figures").resolve("figures");
        JavaProgram load = session.bench()
                .start(
                        "key-value-load",
                        KeyValueLoadMain.class,
                        List.of(
                                "--cassandra-port=" + cassandra.contactPoint().getPort(),
                                "--datacenter=" + cassandra.localDatacenter(),
                                "--service=" + service,
                                "--per-second=" + PER_SECOND,
                                "--rounds=" + pace.rounds(),
                                "--warm-up=" + pace.warmUp(),
                                "--seconds=" + pace.seconds(),
                                "--figures=" + figures));
        new Run(load).await(MEASUREMENTS * pace.rounds() * (pace.total() + 5) + Run.MARGIN_SECONDS);
        LatencyFigure.read(figures).forEach(figure -> report(session, figure));
    }

    private static void report(Session session, LatencyFigure figure) {
        String[] names = figure.contestant().split(" ", 2);
        session.add(
                figure.round(),
                subject(names[0], names[1]),
                Map.of(
                        Metric.RECORDS_PER_SECOND, figure.perSecond(),
                        Metric.P50_MILLIS, figure.p50Millis(),
                        Metric.P99_MILLIS, figure.p99Millis(),
                        Metric.FAILURES, (double) figure.failures()));
    }

    private static Subject subject(String operation, String contestant) {
        return new Subject(NAME, operation + ", " + PER_SECOND + "/s", contestant);
    }
}
