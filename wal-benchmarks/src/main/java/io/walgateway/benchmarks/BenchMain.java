package io.walgateway.benchmarks;

import io.walgateway.benchmarks.result.Results;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.suite.DelaySuite;
import io.walgateway.benchmarks.suite.DeliverySuite;
import io.walgateway.benchmarks.suite.EndToEndSuite;
import io.walgateway.benchmarks.suite.FootprintSuite;
import io.walgateway.benchmarks.suite.IngestSuite;
import io.walgateway.benchmarks.suite.MicroSuite;
import io.walgateway.benchmarks.suite.Pace;
import io.walgateway.benchmarks.suite.Suite;
import io.walgateway.config.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./wal bench}: measures, and says which goals are met. */
@Command(name = "wal bench", mixinStandardHelpOptions = true, sortOptions = false)
public final class BenchMain implements Callable<Integer> {
    /** As a shell says that a program was ended by Ctrl-C. */
    private static final int INTERRUPTED = 130;

    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final List<Suite> known;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "SUITE", arity = "0..*")
    private List<String> names = List.of();

    @Option(names = "--full")
    private boolean full;

    @Option(names = "--rounds", defaultValue = "5")
    private int rounds = 5;

    @Option(names = "--seconds", defaultValue = "5")
    private double seconds = 5;

    @Option(names = "--warm-up", defaultValue = "4")
    private double warmUp = 4;

    @Option(names = "--only", paramLabel = "TEXT")
    private List<String> only = List.of();

    @Option(names = "--out", paramLabel = "DIR")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE")
    private Optional<Path> json = Optional.empty();

    BenchMain(InstantSource clock) {
        this.clock = clock;
        known = List.of(
                new IngestSuite(),
                new DeliverySuite(clock),
                new EndToEndSuite(clock),
                new DelaySuite(clock),
                new MicroSuite(),
                new FootprintSuite());
    }

    public static void main(String[] args) {
        if (!Platform.prepare(args)) {
            System.exit(Platform.MISUSED);
        }
        System.exit(run(InstantSource.system(), args));
    }

    static int run(InstantSource clock, String... args) {
        return new CommandLine(new BenchMain(clock))
                .setExecutionExceptionHandler((failure, command, _) -> {
                    command.getErr().println("wal bench: " + failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
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
        return only.stream().allMatch(subject.text()::contains);
    }

    private Suite suite(String name) {
        return known.stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "%s: no such suite (expected: %s)"
                                .formatted(name, known.stream().map(Suite::name).collect(Collectors.joining(", ")))));
    }

    private Pace pace() {
        try {
            return new Pace(rounds, seconds, warmUp);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
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
