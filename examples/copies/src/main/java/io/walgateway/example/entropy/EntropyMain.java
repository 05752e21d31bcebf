package io.walgateway.example.entropy;

import io.walgateway.example.stack.LocalStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./wal example entropy}. */
@Command(name = "entropy")
public final class EntropyMain implements Callable<Integer> {
    private static final int MISUSED = 2;
    private static final int SEEDS = 1_000_000;
    private static final int LINES_MAX = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    /** What a search returns at once. */
    private static final int KEYS_MAX = 10_000;

    private static final int CHANGES_MAX = 10_000_000;

    @Option(names = "--changes", paramLabel = "N")
    private int changes = 20_000;

    @Option(names = "--keys", paramLabel = "N")
    private int keys = 2_000;

    @Option(names = "--rate", paramLabel = "N")
    private int rate = 500;

    @Option(names = "--seed", paramLabel = "N")
    private @Nullable Long seed;

    @Option(names = "--data", paramLabel = "DIR")
    private Path data = home().resolve(".wal").resolve("data");

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new EntropyMain());
        command.setExecutionExceptionHandler((failure, _, _) -> {
            System.err.println("wal: " + failure.getMessage());
            return failure instanceof IllegalArgumentException ? MISUSED : 1;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        require("--changes", changes, CHANGES_MAX);
        require("--keys", keys, KEYS_MAX);
        require("--rate", rate, CHANGES_MAX);
        LocalStack stack = LocalStack.on(data);
        requireThere("Cassandra", stack.cassandra().getPort());
        requireThere("OpenSearch", stack.openSearch().getPort());
        long drawn = seed == null ? ThreadLocalRandom.current().nextLong(SEEDS) : seed;
        System.out.printf("%,d changes of %,d keys, seed %d%n", changes, keys, drawn);
        List<Change> made = Change.random(changes, keys, drawn);
        Differences differences = new Entropy(stack, "entropy-example", rate, PATIENCE)
                .run(
                        made,
                        Instant.now(),
                        () -> Outages.begin(home().resolve("wal"), data, System.out::println),
                        System.out::println);
        differences.lines().stream().limit(LINES_MAX).forEach(System.out::println);
        System.out.println(differences.count() + " differences between Cassandra and OpenSearch");
        return differences.count() == 0 ? 0 : 1;
    }

    private static Path home() {
        return Path.of(System.getProperty("wal.home", "")).toAbsolutePath();
    }

    private static void require(String option, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException("%s: %d (expected: 1 to %d)".formatted(option, value, max));
        }
    }

    private static void requireThere(String store, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) CONNECT_WITHIN.toMillis());
        } catch (IOException e) {
            throw new IOException(
                    "no %s answers at 127.0.0.1:%d (expected: a stack that was started by ./wal up --with opensearch; with"
                                    .formatted(store, port)
                            + " regions: --with opensearch,cassandra)",
                    e);
        }
    }
}
