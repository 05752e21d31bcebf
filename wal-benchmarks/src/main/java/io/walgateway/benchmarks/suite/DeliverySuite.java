package io.walgateway.benchmarks.suite;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_LEAST;
import static io.walgateway.benchmarks.result.Goal.Bound.AT_MOST;

import io.walgateway.benchmarks.peer.ParallelConsumerMain;
import io.walgateway.benchmarks.peer.RawConsumerMain;
import io.walgateway.benchmarks.process.Gateways;
import io.walgateway.benchmarks.process.Trail;
import io.walgateway.benchmarks.result.Goal;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Results;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.core.namespace.ConsumerGroups;
import io.walgateway.local.JavaProgram;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Deliveries from a full topic: the consumer beside a bare poll loop and Confluent's parallel consumer. */
public final class DeliverySuite implements Suite {
    private static final String GATEWAY = "gateway";
    private static final String RAW = "raw poll loop";
    private static final String PARALLEL = "parallel-consumer";
    private static final String TOPIC = "delivery";
    private static final int DELAY_MILLIS = 5;
    private static final double DELAY_BOUND = Documents.CONCURRENCY * 1000.0 / DELAY_MILLIS;
    /** Nothing here takes records faster; whoever does is measured for a shorter time. */
    private static final double RECORDS_PER_SECOND_MAX = 250_000;

    private static final long RECORDS_MAX = 2_000_000;

    private static final List<Scenario> SCENARIOS = List.of(
            new Scenario("key", 0), new Scenario("none", 0),
            new Scenario("key", DELAY_MILLIS), new Scenario("none", DELAY_MILLIS));

    private final InstantSource clock;

    public DeliverySuite(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public void run(Session session) {
        expect(session.results());
        long records = (long)
                Math.min(RECORDS_MAX, RECORDS_PER_SECOND_MAX * session.pace().total());
        session.progress().accept("filling a topic with %,d records".formatted(records));
        session.bench().topics().create(TOPIC, TOPIC + "-dlq");
        new Preload(TOPIC, clock).fill(session.bench().bootstrapServers(), TOPIC, records);
        Consumption consumption = new Consumption(session.bench(), session.pace());
        for (int round = 1; round <= session.pace().rounds(); round++) {
            for (Scenario scenario : SCENARIOS) {
                String group = "delivery-%d-%s-%d".formatted(round, scenario.ordering, scenario.millis);
                session.add(
                        round,
                        scenario.subject(),
                        consumption.measure(records, trail -> gateway(session, scenario, group, trail)));
                session.add(
                        round,
                        scenario.subject().beside(PARALLEL),
                        consumption.measure(records, trail -> parallel(session, scenario, group, trail)));
                if (scenario.millis == 0) {
                    session.add(
                            round,
                            scenario.subject().beside(RAW),
                            consumption.measure(records, trail -> raw(session, group, trail)));
                }
            }
        }
        session.bench().topics().delete(List.of(TOPIC, TOPIC + "-dlq"));
    }

    private static JavaProgram gateway(Session session, Scenario scenario, String namespace, Path trail) {
        Path catalog = session.bench().directory("catalog");
        Gateways.put(catalog, namespace, Documents.of(TOPIC, scenario.ordering, scenario.target()));
        List.of(ConsumerGroups.ofTarget(namespace, "target"), ConsumerGroups.ofRequestTargets(namespace))
                .forEach(group -> session.bench().topics().startAtTheBeginning(group, TOPIC));
        return new Gateways(session.bench()).consumer(catalog, trail);
    }

    private static JavaProgram parallel(Session session, Scenario scenario, String group, Path trail) {
        return session.bench()
                .start(
                        "parallel-consumer",
                        List.of("-D" + Trail.PROPERTY + "=" + trail),
                        ParallelConsumerMain.class.getName(),
                        List.of(
                                session.bench().bootstrapServers(),
                                TOPIC,
                                group + "-parallel",
                                scenario.ordering.equals("key") ? "KEY" : "UNORDERED",
                                Integer.toString(scenario.millis),
                                Integer.toString(Documents.CONCURRENCY)));
    }

    private static JavaProgram raw(Session session, String group, Path trail) {
        return session.bench()
                .start(
                        "raw-consumer",
                        List.of("-D" + Trail.PROPERTY + "=" + trail),
                        RawConsumerMain.class.getName(),
                        List.of(session.bench().bootstrapServers(), TOPIC, group + "-raw"));
    }

    private static void expect(Results results) {
        Subject noop = new Scenario("key", 0).subject();
        results.expect(new Goal.Absolute(noop, Metric.RECORDS_PER_SECOND, AT_LEAST, 150_000));
        results.expect(new Goal.Relative(noop, noop.beside(PARALLEL), Metric.RECORDS_PER_SECOND, AT_LEAST, 1.5));
        results.expect(new Goal.Absolute(noop, Metric.CPU_MICROS, AT_MOST, 8));
        Subject slow = new Scenario("key", DELAY_MILLIS).subject();
        results.expect(new Goal.Absolute(slow, Metric.RECORDS_PER_SECOND, AT_LEAST, 0.95 * DELAY_BOUND));
    }

    /** What the target is like, and what is kept in order. */
    private record Scenario(String ordering, int millis) {

        Subject subject() {
            String target = millis == 0 ? "no-op" : millis + " ms";
            return new Subject("delivery", "%s, ordering %s".formatted(target, ordering), GATEWAY);
        }

        String target() {
            return millis == 0 ? "\"type\": \"noop\"" : "\"type\": \"delay\", \"millis\": " + millis;
        }
    }
}
