package io.walgateway.local.node;

import io.walgateway.local.port.FreePorts;
import io.walgateway.local.port.Loopback;
import io.walgateway.local.process.Directories;
import io.walgateway.local.process.Launch;
import io.walgateway.local.process.ProcessComponent;
import io.walgateway.local.process.Signal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A gRPC server of a test that is written for Node: a folder with {@code server.js}, {@code package.json} and
 * {@code package-lock.json}, whose packages npm fetches on the first start. It listens on {@code PORT} of 127.0.0.1 and
 * may write to its working directory. The shipped product does not include it; node and npm are the system's own.
 */
public final class NodeGrpcServer extends ProcessComponent {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int FRAME_HEAD_BYTES = 9;
    private static final int FRAME_TYPE = 3;
    private static final int SETTINGS = 4;

    private final Path program;
    private final Path directory;
    private final Map<String, String> environment;
    private final int port = FreePorts.next();

    private NodeGrpcServer(Path program, Path directory, Map<String, String> environment) {
        super("node", directory);
        this.program = program;
        this.directory = directory;
        this.environment = environment;
    }

    /**
     * Creates a server that is not started yet.
     *
     * @param program     the folder of the program, which stays as it is
     * @param directory   used by this server alone, created if it does not exist; its working directory
     * @param environment of the program, besides {@code PORT}
     */
    public static NodeGrpcServer of(Path program, Path directory, Map<String, String> environment) {
        return new NodeGrpcServer(program, Directories.make(directory), Map.copyOf(environment));
    }

    /** The port, the same after each start. */
    public int port() {
        return port;
    }

    @Override
    public void start() {
        process.requireStartable(port);
        NodeProgram server = new NodeProgram(program, directory, process.log());
        server.install();
        process.start(new Launch(
                server.command("server.js"),
                with("PORT", Integer.toString(port)),
                Signal.TERM,
                READY_WITHIN,
                _ -> Loopback.ask(port, PREFACE, FRAME_HEAD_BYTES)[FRAME_TYPE] == SETTINGS));
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(name, value);
        return all;
    }
}
