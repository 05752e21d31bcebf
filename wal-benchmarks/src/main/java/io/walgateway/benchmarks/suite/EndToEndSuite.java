package io.walgateway.benchmarks.suite;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_MOST;

import io.walgateway.benchmarks.load.LoadReport;
import io.walgateway.benchmarks.load.Percentile;
import io.walgateway.benchmarks.process.Gateways;
import io.walgateway.benchmarks.process.Gateways.Server;
import io.walgateway.benchmarks.result.Goal;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Pace;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.benchmarks.session.Suite;
import io.walgateway.benchmarks.target.Latencies;
import io.walgateway.local.process.JavaProgram;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The latency from the caller to the target at a steady pace, and the cost for other keys of a key that always fails.
 */
public final class EndToEndSuite implements Suite {
    private static final String TOPIC = "end-to-end";
    private static final int PER_SECOND = 1_000;
    private static final Subject PACED = new Subject("end-to-end", "1,000 writes/s", "to the delivery");

    private final InstantSource clock;

    public EndToEndSuite(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "end-to-end";
    }

    @Override
    public void run(Session session) {
        session.results().expect(new Goal.Absolute(PACED, Metric.P50_MILLIS, AT_MOST, 5));
        session.results().expect(new Goal.Absolute(PACED, Metric.P99_MILLIS, AT_MOST, 25));
        measurePaced(session);
        new PoisonedKey(session, clock).measure();
    }

    private void measurePaced(Session session) {
        ServedNamespace namespace = ServedNamespace.on(session.bench(), TOPIC, "\"type\": \"noop\", \"timed\": true");
        Path trail = session.bench().directory("trail").resolve("trail");
        Gateways gateways = new Gateways(session.bench());
        Server server = gateways.server(namespace.catalog());
        JavaProgram consumer = gateways.consumer(namespace.catalog(), trail);
        for (int round = 1; round <= session.pace().rounds(); round++) {
            measurePaced(session, round, server, trail);
        }
        session.bench().end(consumer);
        session.bench().end(server.program());
        namespace.delete(session.bench());
    }

    private void measurePaced(Session session, int round, Server server, Path trail) {
        Pace pace = session.pace();
        LoadReport answered =
                new LoadGenerator(session.bench(), pace).load(server, TOPIC, new LoadShape.Paced(PER_SECOND));
        long begin = answered.endMillis() - (long) (answered.seconds() * 1000);
        Histogram delivered = Latencies.between(trail, begin, answered.endMillis());
        session.add(round, PACED.beside("to the answer"), LoadGenerator.figures(answered));
        session.add(
                round,
                PACED,
                Map.of(
                        Metric.RECORDS_PER_SECOND, delivered.getTotalCount() / answered.seconds(),
                        Metric.P50_MILLIS, Percentile.millis(delivered, 50),
                        Metric.P99_MILLIS, Percentile.millis(delivered, 99),
                        Metric.P999_MILLIS, Percentile.millis(delivered, 99.9)));
    }
}
