package io.walgateway.it.chaos;

import io.walgateway.config.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code ./wal chaos} runs. Exit value 0: every promise was kept; 1: one was not; 2: wrong usage. */
@Command(name = "chaos")
public final class ChaosMain implements Callable<Integer> {
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Clock clock;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--minutes")
    private double minutes = 3;

    @Option(names = "--faults", split = ",")
    private Set<String> faults =
            Arrays.stream(FaultKind.values()).map(FaultKind::text).collect(Collectors.toSet());

    @Option(names = "--seed")
    private long seed = ThreadLocalRandom.current().nextLong(1_000_000);

    @Option(names = "--rate")
    private int rate = 300;

    @Option(names = "--data")
    private @Nullable Path data;

    @Option(names = "--keep")
    private boolean keep;

    @Option(names = "--sabotage")
    private String sabotage = "";

    ChaosMain(Clock clock) {
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        if (!Platform.prepare(arguments)) {
            System.exit(Platform.MISUSED);
        }
        System.exit(new CommandLine(new ChaosMain(Clock.systemUTC())).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        ChaosRun run = new ChaosRun(settings(), clock, System.out);
        // Ctrl-C and SIGTERM come here; after an orderly end it finds nothing left to do.
        Runtime.getRuntime().addShutdownHook(new Thread(run::stop));
        try {
            return run.isKept() ? 0 : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            System.err.println("wal: stopped before there was a verdict");
            return 1;
        }
    }

    private ChaosSettings settings() throws IOException {
        Duration load = Duration.ofMillis(Math.round(minutes * 60_000));
        if (!sabotage.isEmpty() && !sabotage.equals("acks-1")) {
            throw misused("--sabotage: %s (expected: acks-1)".formatted(sabotage));
        }
        try {
            return new ChaosSettings(load, kinds(), seed, rate, folder(), keep, !sabotage.isEmpty());
        } catch (IllegalArgumentException e) {
            throw misused(e.getMessage());
        }
    }

    private Set<FaultKind> kinds() {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (String name : faults) {
            kinds.add(Arrays.stream(FaultKind.values())
                    .filter(kind -> kind.text().equals(name))
                    .findFirst()
                    .orElseThrow(() -> misused("--faults: %s (expected: of %s)".formatted(name, allKinds()))));
        }
        return kinds;
    }

    private Path folder() throws IOException {
        Path folder = data;
        if (folder == null) {
            String name = LocalDateTime.now(clock).format(FOLDER) + "-" + seed;
            folder = Path.of(System.getProperty("wal.home", ""), ".wal", "chaos", name);
        }
        if (Files.exists(folder.resolve("history"))) {
            throw misused("--data: %s holds a run already (expected: a folder of its own)".formatted(folder));
        }
        return Files.createDirectories(folder.toAbsolutePath().normalize());
    }

    private ParameterException misused(@Nullable String message) {
        return new ParameterException(spec == null ? new CommandLine(this) : spec.commandLine(), message);
    }

    private static String allKinds() {
        return Arrays.stream(FaultKind.values()).map(FaultKind::text).collect(Collectors.joining(", "));
    }
}
