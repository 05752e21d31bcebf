package io.walgateway.local.memcached;

import io.walgateway.local.port.FreePorts;
import io.walgateway.local.port.Loopback;
import io.walgateway.local.process.ComponentStartException;
import io.walgateway.local.process.Directories;
import io.walgateway.local.process.Executables;
import io.walgateway.local.process.Launch;
import io.walgateway.local.process.ProcessComponent;
import io.walgateway.local.process.Signal;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A memcached, which is empty after each start. The program is the system's own. */
public final class MemcachedServer extends ProcessComponent {
    /** The largest item, with its key and what memcached itself adds. */
    public static final int ITEM_BYTES_MAX = 2 << 20;

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final byte[] QUESTION = "mn\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String ANSWER = "MN";

    private final int port;

    private MemcachedServer(Path directory, int port) {
        super("memcached", directory);
        this.port = port;
    }

    /**
     * Creates a server that is not started yet.
     *
     * @param directory used by this server alone, created if it does not exist
     */
    public static MemcachedServer in(Path directory) {
        return in(directory, FreePorts.next());
    }

    /** The same, on this port. */
    public static MemcachedServer in(Path directory, int port) {
        return new MemcachedServer(Directories.make(directory), port);
    }

    /** True if the program is installed. */
    public static boolean isAvailable() {
        return program().isPresent();
    }

    public InetSocketAddress address() {
        return Loopback.at(port);
    }

    /** {@code host:port}. */
    public String endpoint() {
        return Loopback.HOST + ":" + port;
    }

    @Override
    public void start() {
        process.requireStartable(port);
        Path program = program()
                .orElseThrow(() ->
                        new ComponentStartException("memcached is not installed (Debian: apt-get install memcached)"));
        process.start(new Launch(
                List.of(
                        program.toString(),
                        "-u",
                        "nobody",
                        "-l",
                        Loopback.HOST,
                        "-p",
                        Integer.toString(port),
                        "-U",
                        "0",
                        "-t",
                        "2",
                        "-I",
                        Integer.toString(ITEM_BYTES_MAX)),
                Map.of(),
                Signal.TERM,
                READY_WITHIN,
                _ -> new String(Loopback.ask(port, QUESTION, ANSWER.length()), StandardCharsets.US_ASCII)
                        .equals(ANSWER)));
    }

    private static Optional<Path> program() {
        return Executables.of(System.getenv()).find("memcached");
    }
}
