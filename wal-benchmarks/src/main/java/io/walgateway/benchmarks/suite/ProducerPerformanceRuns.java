package io.walgateway.benchmarks.suite;

import io.walgateway.benchmarks.peer.ProducerPerformanceMain;
import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.session.Pace;
import io.walgateway.benchmarks.session.Run;
import io.walgateway.local.process.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kafka's own producer benchmark. It takes a number of records, not a time, so the number is computed from its previous
 * speed.
 */
final class ProducerPerformanceRuns {
    private static final double FIRST_GUESS = 40_000;
    private static final int LINES = 1_000;
    private static final int LINE_BYTES = 1024;
    private static final Pattern RESULT = Pattern.compile("(?m)^[\\d,]+ records sent.*?, ([\\d.]+) records/sec .*, "
            + "(\\d+) ms 50th, \\d+ ms 95th, (\\d+) ms 99th, (\\d+) ms 99\\.9th");

    private final Workbench bench;
    private final Pace pace;
    private final Path payloads;
    private double recordsPerSecond = FIRST_GUESS;

    ProducerPerformanceRuns(Workbench bench, Pace pace) {
        this.bench = bench;
        this.pace = pace;
        payloads = bench.directory("payloads").resolve("payloads.txt");
        write(payloads);
    }

    Map<Metric, Double> run(String topic) {
        JavaProgram program = bench.start("producer-performance", ProducerPerformanceMain.class, arguments(topic));
        new Run(program).await(3 * pace.total() + Run.MARGIN_SECONDS);
        Map<Metric, Double> figures = figures(read(program.logFile()));
        recordsPerSecond = figures.getOrDefault(Metric.RECORDS_PER_SECOND, FIRST_GUESS);
        return figures;
    }

    private List<String> arguments(String topic) {
        return List.of(
                "--topic",
                topic,
                "--bootstrap-server",
                bench.bootstrapServers(),
                "--payload-file",
                payloads.toString(),
                "--throughput",
                "-1",
                "--num-records",
                Long.toString((long) (recordsPerSecond * pace.total())),
                "--warmup-records",
                Long.toString((long) (recordsPerSecond * pace.warmUp())),
                "--command-property",
                "acks=all",
                "linger.ms=1");
    }

    /** The last line covers the time after the warm-up. */
    static Map<Metric, Double> figures(String output) {
        Matcher matcher = RESULT.matcher(output);
        MatchResult last = matcher.results()
                .reduce((_, next) -> next)
                .orElseThrow(() -> new IllegalStateException("Expected ProducerPerformance to sum up, but: " + output));
        return Map.of(
                Metric.RECORDS_PER_SECOND, Double.valueOf(last.group(1)),
                Metric.P50_MILLIS, Double.valueOf(last.group(2)),
                Metric.P99_MILLIS, Double.valueOf(last.group(3)),
                Metric.P999_MILLIS, Double.valueOf(last.group(4)));
    }

    private static void write(Path file) {
        String line = "0123456789abcdef".repeat(LINE_BYTES / 16) + "\n";
        try {
            Files.writeString(file, line.repeat(LINES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
