package io.walgateway.it.fuzz;

import java.net.URI;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Jazzer calls these methods by their names. A server and a control plane run in this JVM, so that the fuzzer sees which
 * branches its inputs reach.
 */
public final class JazzerEntry {
    static final String PLACE = "wal.fuzz.place";
    static final String GRPC_PORT = "wal.fuzz.grpc-port";
    static final String REST = "wal.fuzz.rest";
    /** Arguments of the two processes, one in a line. */
    static final String SERVER = "wal.fuzz.server";

    static final String CONTROL_PLANE = "wal.fuzz.control-plane";

    private static @Nullable FuzzTarget target;

    private JazzerEntry() {}

    /** Before the first input. */
    public static void fuzzerInitialize() {
        run("io.walgateway.controlplane.ControlPlaneMain", CONTROL_PLANE);
        run("io.walgateway.server.ServerMain", SERVER);
        FuzzedProcesses processes = new FuzzedProcesses(
                Integer.getInteger(GRPC_PORT, 0), URI.create(System.getProperty(REST, "http://127.0.0.1:0")));
        target = FuzzedPlace.named(System.getProperty(PLACE, "")).orElseThrow().open(processes);
    }

    /** Each input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (target != null) {
            target.feed(input);
        }
    }

    private static void run(String main, String arguments) {
        String given = System.getProperty(arguments, "");
        if (given.isEmpty()) {
            return;
        }
        Thread.ofPlatform().daemon().name(main).start(() -> {
            try {
                // Not by its main method, which would end this JVM with it.
                new CommandLine(Class.forName(main).getConstructor().newInstance())
                        .execute(given.lines().toArray(String[]::new));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                        main + " did not run with "
                                + Arrays.toString(given.lines().toArray()),
                        e);
            }
        });
    }
}
