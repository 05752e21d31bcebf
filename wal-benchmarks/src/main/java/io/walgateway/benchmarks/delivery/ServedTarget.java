package io.walgateway.benchmarks.delivery;

import io.walgateway.benchmarks.contest.Figure;
import io.walgateway.benchmarks.contest.ReceiverMain;
import io.walgateway.benchmarks.process.Gateways;
import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.local.memcached.MemcachedServer;
import io.walgateway.local.nginx.NginxServer;
import io.walgateway.local.opensearch.OpenSearchServer;
import io.walgateway.local.port.FreePorts;
import io.walgateway.local.port.Loopback;
import io.walgateway.local.process.JvmSettings;
import io.walgateway.local.process.LocalComponent;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** The types of targets that are measured, each with the server that it needs. */
public enum ServedTarget {
    CASSANDRA("cassandra", "the driver's asynchronous loop", 0.80),
    OPENSEARCH("opensearch", "a loop of bulk requests", 0.80),
    EVCACHE("evcache", "spymemcached", 0.60),
    HTTP("http", "a loop of the JDK's HttpClient", 0.70),
    GRPC("grpc", "a loop of the blocking stub", 0.70),
    /** The most that the library can do: no thread waits for an answer, as the port of targets demands it. */
    GRPC_ASYNC("grpc-async", "a loop of the asynchronous stub", 0),
    WAL("wal", "the client's stream", 0.60);

    /** With less heap, OpenSearch refuses some of the requests. */
    private static final JvmSettings SERVER_JVM = JvmSettings.throughput(1_024);

    private final String type;
    private final String bare;
    private final double goal;

    ServedTarget(String type, String bare, double goal) {
        this.type = type;
        this.bare = bare;
        this.goal = goal;
    }

    /**
     * A server that runs.
     *
     * @param at how its contest names it
     */
    record Server(LocalComponent component, String at) {}

    String type() {
        return type;
    }

    /** The part of the bare client's rate that the target is to reach; 0: there is no such goal. */
    double goal() {
        return goal;
    }

    Subject subject(int atOnce, String contestant) {
        return new Subject(
                "targets",
                "%s, %,d at once".formatted(type, atOnce),
                contestant.equals(Figure.TARGET) ? Figure.TARGET : bare);
    }

    /** Returns when the server is ready. */
    Server start(Workbench bench) {
        return switch (this) {
            case CASSANDRA -> cassandra(bench);
            case OPENSEARCH -> openSearch(bench);
            case EVCACHE -> memcached(bench);
            case HTTP -> nginx(bench);
            case GRPC, GRPC_ASYNC -> receiver(bench);
            case WAL -> gateway(bench);
        };
    }

    private static Server cassandra(Workbench bench) {
        CassandraServer server = bench.started(CassandraServer.forLoad(bench.directory("cassandra"), 0, SERVER_JVM));
        return new Server(server, text(server.contactPoint()));
    }

    private static Server openSearch(Workbench bench) {
        OpenSearchServer server = bench.started(OpenSearchServer.withJvm(bench.directory("opensearch"), 0, SERVER_JVM));
        return new Server(server, text(server.address()));
    }

    private static Server memcached(Workbench bench) {
        MemcachedServer server = bench.started(MemcachedServer.in(bench.directory("memcached")));
        return new Server(server, server.endpoint());
    }

    private static Server nginx(Workbench bench) {
        NginxServer server = bench.started(NginxServer.quiet(bench.directory("nginx")));
        return new Server(server, server.endpoint().getAuthority());
    }

    private static Server receiver(Workbench bench) {
        InetSocketAddress address = Loopback.at(FreePorts.next());
        return new Server(
                bench.start("receiver", ReceiverMain.class, List.of(Integer.toString(address.getPort()))),
                text(address));
    }

    /** A server of the gateway; nothing delivers what is written to it. */
    private static Server gateway(Workbench bench) {
        String namespace = "passed-on-" + bench.directory("namespace").getFileName();
        Path catalog = bench.directory("catalog");
        bench.topics().create(namespace);
        Gateways.put(catalog, namespace, """
                {"persistence_configurations": {"persistence_configuration": [{
                  "physical_storage": {"type": "KAFKA"},
                  "config": {"wal-kafka-topics": ["%s"], "target": {"type": "noop", "name": "none"}}}]}}
                """.formatted(namespace));
        Gateways.Server server = new Gateways(bench).server(catalog);
        return new Server(server.program(), text(Loopback.at(server.port())) + "/" + namespace);
    }

    private static String text(InetSocketAddress address) {
        return Loopback.HOST + ":" + address.getPort();
    }
}
