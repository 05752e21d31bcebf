package io.walgateway.local.dynamodb;

import io.walgateway.local.port.FreePorts;
import io.walgateway.local.port.Loopback;
import io.walgateway.local.process.ComponentClasspath;
import io.walgateway.local.process.Directories;
import io.walgateway.local.process.Jdk;
import io.walgateway.local.process.Launch;
import io.walgateway.local.process.ProcessComponent;
import io.walgateway.local.process.Signal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Amazon's local edition of DynamoDB. Its licence is for development and tests only, so neither the shipped product nor
 * {@code ./wal up} includes it. It accepts any credentials. Acknowledged data survives {@link #kill} and is available
 * again after {@link #start}.
 */
public final class DynamoDbLocal extends ProcessComponent {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final byte[] QUESTION = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String ANSWER = "HTTP/";

    private final Path directory;
    private final int port;
    private final boolean onDisk;

    private DynamoDbLocal(Path directory, int port, boolean onDisk) {
        super("dynamodb", directory);
        this.directory = directory;
        this.port = port;
        this.onDisk = onDisk;
    }

    /**
     * Creates a server that is not started yet.
     *
     * @param directory used by this server alone, created if it does not exist; the data of an earlier server in it is
     *                  kept
     * @param port      0 takes a free one, which this object then keeps
     */
    public static DynamoDbLocal in(Path directory, int port) {
        return new DynamoDbLocal(Directories.make(directory), port == 0 ? FreePorts.next() : port, true);
    }

    /** Creates a server that is faster and loses all data when it ends; its log is in the directory. */
    public static DynamoDbLocal inMemory(Path directory) {
        return new DynamoDbLocal(Directories.make(directory), FreePorts.next(), false);
    }

    public InetSocketAddress address() {
        return Loopback.at(port);
    }

    /** The endpoint for clients. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void start() {
        process.requireStartable(port);
        process.start(new Launch(
                command(),
                ComponentClasspath.of("dynamodb").asEnvironment(),
                Signal.TERM,
                READY_WITHIN,
                _ -> new String(Loopback.ask(port, QUESTION, ANSWER.length()), StandardCharsets.US_ASCII)
                        .equals(ANSWER)));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Jdk.running().java().toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "software.amazon.dynamodb.services.local.main.ServerRunner",
                "-port",
                Integer.toString(port),
                "-sharedDb",
                "-disableTelemetry"));
        command.addAll(onDisk ? List.of("-dbPath", directory.toString()) : List.of("-inMemory"));
        return List.copyOf(command);
    }
}
