package io.walgateway.it.fuzz;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.cli.terminal.Terminal;
import io.walgateway.cli.terminal.Tree;
import io.walgateway.config.Platform;
import io.walgateway.standalone.checkout.FuzzCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** {@code ./wal fuzz}. Exit code 0: nothing was found; 1: something was; 2: the command line was wrong. */
public final class FuzzMain extends FuzzCommand {
    private final PrintStream out;
    private final InstantSource clock;

    FuzzMain(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Ends the process. */
    public static void main(String[] arguments) {
        if (!Platform.prepare(arguments)) {
            System.exit(Platform.MISUSED);
        }
        System.exit(run(System.out, arguments));
    }

    static int run(PrintStream out, String... arguments) {
        return Tree.finish(new CommandLine(new FuzzMain(out, InstantSource.system())), Terminal.system())
                .execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<FuzzedPlace> wanted = wanted();
        if (!(minutes > 0)) {
            throw CliException.misused("--minutes: " + minutes + " (expected: > 0)");
        }
        Duration each = Duration.ofMillis(Math.round(minutes * 60_000 / wanted.size()));
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE) : seed;
        Path folder = Files.createDirectories(
                (data == null ? Path.of(System.getProperty("wal.home", ""), ".wal", "fuzz") : data).toAbsolutePath());
        out.printf("seed %d, %d s for each of: %s%n", chosen, each.toSeconds(), names(wanted));
        boolean clean = true;
        for (FuzzedPlace place : wanted) {
            clean &= isClean(place, each, chosen, Files.createDirectories(folder.resolve(place.text())));
        }
        return clean ? 0 : 1;
    }

    private boolean isClean(FuzzedPlace place, Duration time, long chosen, Path folder)
            throws IOException, InterruptedException {
        FuzzRun run = new FuzzRun(place, folder, out, clock);
        Runtime.getRuntime().addShutdownHook(new Thread(run::stop));
        if (!place.needsProcesses()) {
            return run.isClean(time, chosen, List.of());
        }
        try (FuzzStack stack = new FuzzStack(Files.createTempDirectory("wal-fuzz"))) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
            return run.isClean(time, chosen, stack.properties());
        }
    }

    private List<FuzzedPlace> wanted() {
        return places.isEmpty()
                ? List.of(FuzzedPlace.values())
                : places.stream().distinct().map(FuzzMain::place).toList();
    }

    private static FuzzedPlace place(String name) {
        return FuzzedPlace.named(name)
                .orElseThrow(() -> CliException.misused("%s: no such place (expected: of %s)"
                        .formatted(name, names(Arrays.asList(FuzzedPlace.values())))));
    }

    private static String names(List<FuzzedPlace> places) {
        return places.stream().map(FuzzedPlace::text).collect(Collectors.joining(", "));
    }
}
