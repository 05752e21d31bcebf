package io.walgateway.local.opensearch;

import io.walgateway.local.port.FreePorts;
import io.walgateway.local.port.Loopback;
import io.walgateway.local.process.ComponentClasspath;
import io.walgateway.local.process.Directories;
import io.walgateway.local.process.Jdk;
import io.walgateway.local.process.JvmSettings;
import io.walgateway.local.process.Launch;
import io.walgateway.local.process.ProcessComponent;
import io.walgateway.local.process.Signal;
import io.walgateway.local.process.Template;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster of one OpenSearch node, without TLS and without users. Acknowledged data survives {@link #kill} and is
 * available again after {@link #start}.
 */
public final class OpenSearchServer extends ProcessComponent {

    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final JvmSettings SMALL = new JvmSettings(384, true);
    private static final String REQUEST_MAX = "100mb";
    private static final String OK = "HTTP/1.1 200";

    private final Path directory;
    private final int port;
    private final int transportPort;
    private final String requestMax;
    private final JvmSettings jvm;

    private OpenSearchServer(Path directory, int port, String requestMax, JvmSettings jvm) {
        super("opensearch", directory);
        this.directory = directory;
        this.port = port;
        this.transportPort = FreePorts.next();
        this.requestMax = requestMax;
        this.jvm = jvm;
    }

    /**
     * Creates a node that is not started yet.
     *
     * @param directory used by this node alone, created if it does not exist; the data of an earlier node in it is kept
     * @param port      0 takes a free one, which this object then keeps
     */
    public static OpenSearchServer in(Path directory, int port) {
        return withRequestMax(directory, port, REQUEST_MAX);
    }

    /**
     * The same, with another limit of one request's size.
     *
     * @param requestMax as OpenSearch writes it, such as {@code 64kb}
     */
    public static OpenSearchServer withRequestMax(Path directory, int port, String requestMax) {
        return of(directory, port, requestMax, SMALL);
    }

    /** The same as {@link #in}, with another JVM. */
    public static OpenSearchServer withJvm(Path directory, int port, JvmSettings jvm) {
        return of(directory, port, REQUEST_MAX, jvm);
    }

    private static OpenSearchServer of(Path directory, int port, String requestMax, JvmSettings jvm) {
        return new OpenSearchServer(Directories.make(directory), port == 0 ? FreePorts.next() : port, requestMax, jvm);
    }

    public InetSocketAddress address() {
        return Loopback.at(port);
    }

    /** The address for clients. */
    public URI uri() {
        return URI.create("http://" + Loopback.HOST + ":" + port);
    }

    @Override
    public void start() {
        process.requireStartable(port, transportPort);
        Path config = Directories.make(directory.resolve("config"));
        Template.resource(OpenSearchServer.class, "opensearch.yml")
                .with("port", port)
                .with("transport-port", transportPort)
                .with("request-max", requestMax)
                .renderTo(config.resolve("opensearch.yml"));
        Template.resource(OpenSearchServer.class, "log4j2.properties").renderTo(config.resolve("log4j2.properties"));
        Template.resource(OpenSearchServer.class, "OpenSearchNode.java")
                .renderTo(directory.resolve("OpenSearchNode.java"));
        process.start(new Launch(
                command(config),
                ComponentClasspath.of("opensearch").asEnvironment(),
                Signal.TERM,
                READY_WITHIN,
                _ -> answers()));
    }

    /** The JVM compiles the main class as it starts: a module that needs OpenSearch to be built would be large. */
    private List<String> command(Path config) {
        List<String> command = new ArrayList<>();
        command.add(Jdk.running().java().toString());
        command.addAll(jvm.arguments());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlog4j.configurationFile=" + config.resolve("log4j2.properties"),
                directory.resolve("OpenSearchNode.java").toString(),
                directory.toString()));
        return List.copyOf(command);
    }

    /** True once the node has a manager and its shards, if there are any, serve. */
    private boolean answers() throws IOException {
        byte[] question = """
                GET /_cluster/health?wait_for_status=yellow&timeout=500ms HTTP/1.1\r
                Host: %s:%d\r
                Connection: close\r
                \r
                """.formatted(Loopback.HOST, port).getBytes(StandardCharsets.US_ASCII);
        return new String(Loopback.ask(port, question, OK.length()), StandardCharsets.US_ASCII).equals(OK);
    }
}
