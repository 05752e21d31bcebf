package io.walgateway.benchmarks.suite;

import static io.walgateway.benchmarks.result.Goal.Bound.AT_LEAST;
import static io.walgateway.benchmarks.result.Goal.Bound.AT_MOST;

import io.walgateway.benchmarks.peer.BareGatewayMain;
import io.walgateway.benchmarks.process.Gateways;
import io.walgateway.benchmarks.process.Gateways.Server;
import io.walgateway.benchmarks.result.Goal;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Results;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.local.FreePorts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Appends of 1 KiB, acknowledged by all replicas: the server beside a bare one and beside Kafka's own producer benchmark. */
public final class IngestSuite implements Suite {
    static final String GATEWAY = "gateway";
    private static final String BARE = "bare gateway";
    private static final String PRODUCER_PERFORMANCE = "ProducerPerformance";
    private static final int LINGER_MILLIS = 1;
    /** Of each of four streams: as much as the server reads ahead. */
    private static final int UNANSWERED = 1024;

    private static final Map<String, LoadShape> SCENARIOS = scenarios();

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public void run(Session session) {
        expect(session.results());
        Path catalog = session.bench().directory("catalog");
        Server gateway = new Gateways(session.bench()).server(catalog);
        Server bare = bare(session);
        LoadGenerator load = new LoadGenerator(session.bench(), session.pace());
        ProducerPerformanceRuns producer = new ProducerPerformanceRuns(session.bench(), session.pace());
        for (int round = 1; round <= session.pace().rounds(); round++) {
            String topic = "ingest-" + round;
            List<String> topics = List.of(topic + "-gateway", topic + "-bare", topic + "-producer");
            session.bench().topics().create(topics.toArray(String[]::new));
            Gateways.put(catalog, topics.get(0), Documents.of(topics.get(0), "key", "\"type\": \"noop\""));
            for (Map.Entry<String, LoadShape> scenario : SCENARIOS.entrySet()) {
                Subject subject = subject(scenario.getKey());
                LoadShape shape = scenario.getValue();
                session.add(round, subject, LoadGenerator.figures(load.load(gateway, topics.get(0), shape)));
                session.add(round, subject.beside(BARE), LoadGenerator.figures(load.load(bare, topics.get(1), shape)));
                if (shape instanceof LoadShape.Stream) {
                    session.add(round, subject.beside(PRODUCER_PERFORMANCE), producer.run(topics.get(2)));
                }
            }
            Gateways.remove(catalog, topics.get(0));
            session.bench().topics().delete(topics);
        }
        session.bench().stop(gateway.program());
        session.bench().stop(bare.program());
    }

    private static Map<String, LoadShape> scenarios() {
        Map<String, LoadShape> scenarios = new LinkedHashMap<>();
        for (int inFlight : List.of(1, 64, 256)) {
            scenarios.put(unary(inFlight), new LoadShape.Unary(inFlight));
        }
        for (int perMessage : List.of(1, 32, 64)) {
            scenarios.put(stream(perMessage), new LoadShape.Stream(perMessage, UNANSWERED));
        }
        return scenarios;
    }

    private static void expect(Results results) {
        for (int perMessage : List.of(32, 64)) {
            Subject stream = subject(stream(perMessage));
            Subject peer = stream.beside(PRODUCER_PERFORMANCE);
            results.expect(new Goal.Relative(stream, peer, Metric.RECORDS_PER_SECOND, AT_LEAST, 0.60));
            results.expect(new Goal.Absolute(stream, Metric.CPU_MICROS, AT_MOST, 3));
        }
        Subject many = subject(unary(64));
        results.expect(new Goal.Relative(many, many.beside(BARE), Metric.RECORDS_PER_SECOND, AT_LEAST, 0.90));
        results.expect(new Goal.Absolute(many, Metric.CPU_MICROS, AT_MOST, 20));
        results.expect(new Goal.Absolute(many, Metric.P99_MILLIS, AT_MOST, 10));
        results.expect(new Goal.Absolute(subject(unary(1)), Metric.P50_MILLIS, AT_MOST, 1));
    }

    private static Server bare(Session session) {
        int port = FreePorts.next();
        List<String> arguments =
                List.of(Integer.toString(port), session.bench().bootstrapServers(), Integer.toString(LINGER_MILLIS));
        return new Server(session.bench().start("bare-gateway", BareGatewayMain.class, arguments), port);
    }

    private static Subject subject(String scenario) {
        return new Subject("ingest", scenario, GATEWAY);
    }

    private static String unary(int inFlight) {
        return "unary, %d in flight".formatted(inFlight);
    }

    private static String stream(int perMessage) {
        return "stream, %d a message".formatted(perMessage);
    }
}
