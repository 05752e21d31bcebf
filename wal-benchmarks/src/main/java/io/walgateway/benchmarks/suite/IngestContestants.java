package io.walgateway.benchmarks.suite;

import io.walgateway.benchmarks.peer.BareGatewayMain;
import io.walgateway.benchmarks.process.Gateways;
import io.walgateway.benchmarks.process.Gateways.Server;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.local.port.FreePorts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The programs that accept writes. They run from the first round to the last, each round on topics of its own. */
final class IngestContestants implements AutoCloseable {
    static final String GATEWAY = "gateway";
    static final String BARE = "bare gateway";
    static final String PRODUCER_PERFORMANCE = "ProducerPerformance";

    /** The same value as for ProducerPerformance. */
    private static final int LINGER_MILLIS = 1;

    private final Session session;
    private final Path catalog;
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final LoadGenerator load;
    private final ProducerPerformanceRuns producer;

    IngestContestants(Session session) {
        this.session = session;
        catalog = session.bench().directory("catalog");
        servers.put(GATEWAY, new Gateways(session.bench()).server(catalog));
        servers.put(BARE, bare(LINGER_MILLIS));
        servers.put("bare gateway, linger 0 ms", bare(0));
        load = new LoadGenerator(session.bench(), session.pace());
        producer = new ProducerPerformanceRuns(session.bench(), session.pace());
    }

    void begin(int round) {
        session.bench().topics().create(topics(round).toArray(String[]::new));
        Gateways.put(catalog, topic(round, GATEWAY), Documents.of(topic(round, GATEWAY), "key", "\"type\": \"noop\""));
    }

    /** All contestants that can write in this shape, and how each is measured; to be run one after another. */
    Map<String, Supplier<Map<Metric, Double>>> inShape(int round, LoadShape shape) {
        Map<String, Supplier<Map<Metric, Double>>> measures = new LinkedHashMap<>();
        servers.forEach((name, server) ->
                measures.put(name, () -> LoadGenerator.figures(load.load(server, topic(round, name), shape))));
        if (shape instanceof LoadShape.Stream) {
            measures.put(PRODUCER_PERFORMANCE, () -> producer.run(topic(round, PRODUCER_PERFORMANCE)));
        }
        return measures;
    }

    void end(int round) {
        Gateways.remove(catalog, topic(round, GATEWAY));
        session.bench().topics().delete(topics(round));
    }

    @Override
    public void close() {
        servers.values().forEach(server -> session.bench().end(server.program()));
    }

    private Server bare(int lingerMillis) {
        int port = FreePorts.next();
        List<String> arguments =
                List.of(Integer.toString(port), session.bench().bootstrapServers(), Integer.toString(lingerMillis));
        return new Server(session.bench().start("bare-gateway", BareGatewayMain.class, arguments), port);
    }

    private List<String> topics(int round) {
        return Stream.concat(servers.keySet().stream(), Stream.of(PRODUCER_PERFORMANCE))
                .map(name -> topic(round, name))
                .toList();
    }

    private static String topic(int round, String contestant) {
        return "ingest-%d-%s".formatted(round, contestant.replaceAll("\\W+", "-"));
    }
}
