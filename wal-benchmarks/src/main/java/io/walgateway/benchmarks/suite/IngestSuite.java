package io.walgateway.benchmarks.suite;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_LEAST;
import static io.walgateway.benchmarks.result.Goal.Bound.AT_MOST;

import io.walgateway.benchmarks.result.Goal;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Results;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.benchmarks.session.Suite;
import java.util.List;

/**
 * Appends of 1 KiB, acknowledged by all replicas: the server beside a bare one and beside Kafka's own producer
 * benchmark.
 */
public final class IngestSuite implements Suite {
    /** For each of four streams: as much as the server reads ahead. */
    private static final int UNANSWERED = 1024;

    private final List<LoadShape> shapes;

    /** The heaviest load first, because a few calls would not show the compilers what they have to compile. */
    public IngestSuite() {
        this(List.of(
                stream(64),
                stream(32),
                stream(1),
                new LoadShape.Unary(256),
                new LoadShape.Unary(64),
                new LoadShape.Unary(1)));
    }

    IngestSuite(List<LoadShape> shapes) {
        this.shapes = List.copyOf(shapes);
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public void run(Session session) {
        expect(session.results());
        try (IngestContestants contestants = new IngestContestants(session)) {
            for (int round = 1; round <= session.pace().rounds(); round++) {
                contestants.begin(round);
                for (LoadShape shape : shapes) {
                    measure(session, contestants, round, shape);
                }
                contestants.end(round);
            }
        }
    }

    private static void measure(Session session, IngestContestants contestants, int round, LoadShape shape) {
        contestants
                .inShape(round, shape)
                .forEach((contestant, measure) ->
                        session.measure(round, gateway(shape).beside(contestant), measure));
    }

    private static void expect(Results results) {
        for (int perMessage : List.of(32, 64)) {
            Subject stream = gateway(stream(perMessage));
            Subject peer = stream.beside(IngestContestants.PRODUCER_PERFORMANCE);
            results.expect(new Goal.Relative(stream, peer, Metric.RECORDS_PER_SECOND, AT_LEAST, 0.60));
            results.expect(new Goal.Absolute(stream, Metric.CPU_MICROS, AT_MOST, 3));
        }
        Subject many = gateway(new LoadShape.Unary(64));
        Subject bare = many.beside(IngestContestants.BARE);
        results.expect(new Goal.Relative(many, bare, Metric.RECORDS_PER_SECOND, AT_LEAST, 0.90));
        results.expect(new Goal.Absolute(many, Metric.CPU_MICROS, AT_MOST, 20));
        results.expect(new Goal.Absolute(many, Metric.P99_MILLIS, AT_MOST, 10));
        results.expect(new Goal.Absolute(gateway(new LoadShape.Unary(1)), Metric.P50_MILLIS, AT_MOST, 1));
    }

    private static LoadShape stream(int perMessage) {
        return new LoadShape.Stream(perMessage, UNANSWERED);
    }

    private static Subject gateway(LoadShape shape) {
        return new Subject("ingest", shape.text(), IngestContestants.GATEWAY);
    }
}
