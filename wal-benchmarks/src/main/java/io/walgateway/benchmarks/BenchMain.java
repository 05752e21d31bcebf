package io.walgateway.benchmarks;

import io.walgateway.benchmarks.delivery.LeaksSuite;
import io.walgateway.benchmarks.delivery.RetryAfterSuite;
import io.walgateway.benchmarks.delivery.TargetsSuite;
import io.walgateway.benchmarks.keyvalue.KeyValueSuite;
import io.walgateway.benchmarks.result.Results;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Pace;
import io.walgateway.benchmarks.session.Suite;
import io.walgateway.benchmarks.sets.SetsSuite;
import io.walgateway.benchmarks.suite.DelaySuite;
import io.walgateway.benchmarks.suite.DeliverySuite;
import io.walgateway.benchmarks.suite.EndToEndSuite;
import io.walgateway.benchmarks.suite.FootprintSuite;
import io.walgateway.benchmarks.suite.IngestSuite;
import io.walgateway.benchmarks.suite.MicroSuite;
import io.walgateway.benchmarks.suite.TlsSuite;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.cli.terminal.Tree;
import io.walgateway.config.Platform;
import io.walgateway.standalone.checkout.BenchCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** {@code ./wal bench}: takes measurements, and reports which goals are met. */
public final class BenchMain extends BenchCommand {
    /** The exit code with which a shell reports a program that was ended by Ctrl-C. */
    private static final int INTERRUPTED = 130;

    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** The texts themselves may have commas, each before a space. */
    private static final Pattern ALTERNATIVES = Pattern.compile(",(?! )");

    private final InstantSource clock;
    private final List<Suite> known;

    BenchMain(InstantSource clock) {
        this.clock = clock;
        known = List.of(
                new IngestSuite(),
                new TlsSuite(clock),
                new DeliverySuite(clock),
                new EndToEndSuite(clock),
                new DelaySuite(clock),
                new MicroSuite(),
                new TargetsSuite(),
                new RetryAfterSuite(),
                new SetsSuite(clock),
                new LeaksSuite(),
                new KeyValueSuite(),
                new FootprintSuite());
    }

    public static void main(String[] args) {
        if (!Platform.prepare(args)) {
            System.exit(Platform.MISUSED);
        }
        System.exit(run(InstantSource.system(), args));
    }

    static int run(InstantSource clock, String... args) {
        return Tree.finish(new CommandLine(new BenchMain(clock)), Terminal.system())
                .execute(args);
    }

    @Override
    public Integer call() throws IOException {
        List<Suite> suites = suites();
        Pace pace = pace();
        Machine machine = Machine.now();
        Path folder = Files.createDirectories(out.orElseGet(this::ownFolder)).toAbsolutePath();
        Results results = new Results();
        Report report = new Report(results, folder, json, about(pace, machine));
        machine.warning().ifPresent(System.out::println);
        try (Measurement measurement = Measurement.in(folder.resolve("work"))) {
            if (measurement.run(suites, pace, this::isWanted, results, report) == Measurement.Ending.INTERRUPTED) {
                return INTERRUPTED;
            }
        }
        System.out.println();
        System.out.println(report.table());
        machine.warning().ifPresent(System.out::println);
        System.out.println("The same as table.txt, results.json and chart.svg in " + folder);
        return 0;
    }

    private List<Suite> suites() {
        if (names.isEmpty()) {
            return known.stream().filter(suite -> full || suite.isQuick()).toList();
        }
        return names.stream().distinct().map(this::suite).toList();
    }

    private boolean isWanted(Subject subject) {
        return only.stream().allMatch(texts -> ALTERNATIVES.splitAsStream(texts).anyMatch(subject.text()::contains));
    }

    private Suite suite(String name) {
        return known.stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CliException.misused("%s: no such suite (expected: %s)"
                        .formatted(name, known.stream().map(Suite::name).collect(Collectors.joining(", ")))));
    }

    private Pace pace() {
        try {
            return new Pace(rounds, seconds, warmUp);
        } catch (IllegalArgumentException e) {
            throw CliException.misused(String.valueOf(e.getMessage()));
        }
    }

    private Path ownFolder() {
        return Path.of(System.getProperty("wal.home", ""), ".wal", "bench", FOLDER.format(clock.instant()));
    }

    private Map<String, String> about(Pace pace, Machine machine) {
        Map<String, String> about = new TreeMap<>(machine.about());
        about.put("time", clock.instant().toString());
        about.put("rounds", Integer.toString(pace.rounds()));
        about.put("seconds", Double.toString(pace.seconds()));
        about.put("warm-up", Double.toString(pace.warmUp()));
        return about;
    }
}
