package io.walgateway.example.spread;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./wal example spread-deletes}. */
@Command(name = "spread-deletes")
public final class SpreadDeletesMain implements Callable<Integer> {
    private static final int PORT_BASE = 7070;
    private static final int CONTROL_PLANE_OFFSET = 10;
    private static final int KAFKA_OFFSET = 20;

    @Option(names = "--deletes", paramLabel = "N")
    private int deletes = 100_000;

    @Option(names = "--over", paramLabel = "SECONDS")
    private int over = 60;

    @Option(names = "--port-base", paramLabel = "N")
    private int portBase = PORT_BASE;

    @Option(names = "--svg", paramLabel = "FILE")
    private Path svg = Path.of(System.getProperty("wal.home", ""), ".wal", "spread-deletes.svg");

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new SpreadDeletesMain());
        command.setExecutionExceptionHandler((failure, _, _) -> {
            System.err.println("wal: " + failure.getMessage());
            return 1;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Curve curve = new SpreadDeletes(
                        "127.0.0.1:" + portBase,
                        URI.create("http://127.0.0.1:" + (portBase + CONTROL_PLANE_OFFSET)),
                        "127.0.0.1:" + (portBase + KAFKA_OFFSET),
                        "spread-deletes",
                        deletes,
                        Duration.ofSeconds(over))
                .run(System.out::println);
        System.out.println();
        System.out.print(curve.text());
        System.out.printf(
                Locale.ROOT,
                "%nflatness (highest second over mean, between the end of the burst and %d s): %.2f at %.0f deletes a second%n",
                over,
                curve.flatness(),
                curve.mean());
        Path parent = svg.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        System.out.println("the curve: " + Files.writeString(svg, curve.svg()));
        return 0;
    }
}
