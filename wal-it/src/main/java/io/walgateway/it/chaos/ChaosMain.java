package io.walgateway.it.chaos;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.cli.terminal.Tree;
import io.walgateway.config.Platform;
import io.walgateway.it.chaos.plan.FaultKind;
import io.walgateway.standalone.checkout.ChaosCommand;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The command {@code ./wal chaos}. Exit code 0: every promise was kept; 1: one was not; 2: wrong usage. */
public final class ChaosMain extends ChaosCommand {
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Clock clock;

    ChaosMain(Clock clock) {
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        if (!Platform.prepare(arguments)) {
            System.exit(Platform.MISUSED);
        }
        System.exit(Tree.finish(new CommandLine(new ChaosMain(Clock.systemUTC())), Terminal.system())
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        ChaosRun run = new ChaosRun(settings(), clock, System.out);
        // Ctrl-C and SIGTERM run this hook; after an orderly end it finds nothing left to do.
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
        long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
        try {
            return new ChaosSettings(load, kinds(), chosen, rate, folder(chosen), keep, !noSets, !sabotage.isEmpty());
        } catch (IllegalArgumentException e) {
            throw misused(e.getMessage());
        }
    }

    private Set<FaultKind> kinds() {
        if (faults == null) {
            return EnumSet.allOf(FaultKind.class);
        }
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (String name : faults) {
            kinds.add(Arrays.stream(FaultKind.values())
                    .filter(kind -> kind.text().equals(name))
                    .findFirst()
                    .orElseThrow(() -> misused("--faults: %s (expected: of %s)".formatted(name, allKinds()))));
        }
        return kinds;
    }

    private Path folder(long chosen) throws IOException {
        Path folder = data;
        if (folder == null) {
            String name = LocalDateTime.now(clock).format(FOLDER) + "-" + chosen;
            folder = Path.of(System.getProperty("wal.home", ""), ".wal", "chaos", name);
        }
        if (Files.exists(folder.resolve("history"))) {
            throw misused("--data: %s holds a run already (expected: a folder of its own)".formatted(folder));
        }
        return Files.createDirectories(folder.toAbsolutePath().normalize());
    }

    private static CliException misused(@Nullable String message) {
        return CliException.misused(String.valueOf(message));
    }

    private static String allKinds() {
        return Arrays.stream(FaultKind.values()).map(FaultKind::text).collect(Collectors.joining(", "));
    }
}
