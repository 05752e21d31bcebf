package io.walgateway.example.replication;

import io.walgateway.example.stack.LocalStack;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./wal example replication}. */
@Command(name = "replication")
public final class ReplicationMain implements Callable<Integer> {
    private static final int MISUSED = 2;

    @Option(names = "--rate", paramLabel = "N")
    private int rate = 500;

    @Option(names = "--seconds", paramLabel = "S")
    private int seconds = 30;

    @Option(names = "--warm-up", paramLabel = "S")
    private int warmUp = 10;

    @Option(names = "--from", paramLabel = "REGION")
    private String from = "";

    @Option(names = "--patience", paramLabel = "S")
    private int patience = 60;

    @Option(names = "--data", paramLabel = "DIR")
    private Path data = Path.of(System.getProperty("wal.home", ""), ".wal", "data");

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new ReplicationMain());
        command.setExecutionExceptionHandler((failure, _, _) -> {
            System.err.println("wal: " + failure.getMessage());
            return failure instanceof IllegalArgumentException ? MISUSED : 1;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LocalStack stack = LocalStack.on(data);
        if (stack.regions().isEmpty()) {
            throw new IOException(
                    "the stack on %s has no regions (expected: one that was started by ./wal up --regions N)"
                            .formatted(data));
        }
        String origin = from.isEmpty() ? stack.regions().getFirst() : from;
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        Result result = new Replication(
                        stack,
                        "replication-example",
                        origin,
                        new Load(rate, warmUp, seconds),
                        Duration.ofSeconds(patience))
                .run(UUID.randomUUID() + ":", new Chart(origin, terminal), System.out::println);
        System.out.println();
        result.lags()
                .forEach((region, lag) -> System.out.printf(
                        "%s -> %s: %d writes, %s from the write to the other region's topic%n",
                        origin, region, lag.millis().size(), lag.text()));
        System.out.println(result.missing() + " writes are missing");
        return result.missing() == 0 ? 0 : 1;
    }
}
