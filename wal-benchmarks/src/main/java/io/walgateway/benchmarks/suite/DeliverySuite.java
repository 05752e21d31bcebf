package io.walgateway.benchmarks.suite;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_LEAST;
import static io.walgateway.benchmarks.result.Goal.Bound.AT_MOST;

import io.walgateway.benchmarks.result.Goal;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Results;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.benchmarks.session.Suite;
import io.walgateway.benchmarks.suite.DeliveryScenario.Ordering;
import java.time.InstantSource;
import java.util.List;

/** Deliveries from a full topic: the consumer beside a bare poll loop and Confluent's parallel consumer. */
public final class DeliverySuite implements Suite {
    private static final String PARALLEL = "parallel-consumer";
    private static final String RAW = "raw poll loop";
    private static final String TOPIC = "delivery";
    private static final int DELAY_MILLIS = 5;
    private static final double DELAY_BOUND = Documents.CONCURRENCY * 1000.0 / DELAY_MILLIS;
    /** A faster contestant is measured for a shorter time. */
    private static final double RECORDS_PER_SECOND_MAX = 250_000;

    private static final long RECORDS_MAX = 2_000_000;

    private final InstantSource clock;
    private final List<DeliveryScenario> scenarios;
    private final long recordsMax;

    public DeliverySuite(InstantSource clock) {
        this(
                clock,
                List.of(
                        new DeliveryScenario(Ordering.KEY, 0),
                        new DeliveryScenario(Ordering.NONE, 0),
                        new DeliveryScenario(Ordering.KEY, DELAY_MILLIS),
                        new DeliveryScenario(Ordering.NONE, DELAY_MILLIS)),
                RECORDS_MAX);
    }

    DeliverySuite(InstantSource clock, List<DeliveryScenario> scenarios, long recordsMax) {
        this.recordsMax = recordsMax;
        this.clock = clock;
        this.scenarios = List.copyOf(scenarios);
    }

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public void run(Session session) {
        expect(session.results());
        long records = (long) Math.min(
                (double) recordsMax, RECORDS_PER_SECOND_MAX * session.pace().total());
        new Preload(session, clock).fill(TOPIC, records);
        for (int round = 1; round <= session.pace().rounds(); round++) {
            for (DeliveryScenario scenario : scenarios) {
                measure(session, round, scenario, records);
            }
        }
        session.bench().topics().delete(List.of(TOPIC, TOPIC + Documents.DEAD_LETTERS));
    }

    private static void measure(Session session, int round, DeliveryScenario scenario, long records) {
        String name = "delivery-%d-%s".formatted(round, scenario.shortName());
        DeliveryContestants contestants = new DeliveryContestants(session.bench(), TOPIC);
        Consumption consumption = new Consumption(session.bench(), session.pace(), records);
        Subject gateway = scenario.gateway();
        session.measure(
                round,
                gateway,
                () -> consumption.measure(
                        trail -> contestants.gateway(name, scenario.ordering().text(), scenario.target(), trail)));
        session.measure(
                round,
                gateway.beside(PARALLEL),
                () -> consumption.measure(trail -> contestants.parallelConsumer(name, scenario, trail)));
        // With 5 ms for each record, a poll loop would only show the obvious.
        if (scenario.millis() == 0) {
            session.measure(
                    round,
                    gateway.beside(RAW),
                    () -> consumption.measure(trail -> contestants.rawConsumer(name, trail)));
        }
    }

    private static void expect(Results results) {
        Subject noop = new DeliveryScenario(Ordering.KEY, 0).gateway();
        Subject slow = new DeliveryScenario(Ordering.KEY, DELAY_MILLIS).gateway();
        Subject peer = noop.beside(PARALLEL);
        results.expect(new Goal.Absolute(noop, Metric.RECORDS_PER_SECOND, AT_LEAST, 150_000));
        results.expect(new Goal.Relative(noop, peer, Metric.RECORDS_PER_SECOND, AT_LEAST, 1.5));
        results.expect(new Goal.Absolute(noop, Metric.CPU_MICROS, AT_MOST, 8));
        results.expect(new Goal.Absolute(slow, Metric.RECORDS_PER_SECOND, AT_LEAST, 0.95 * DELAY_BOUND));
    }
}
