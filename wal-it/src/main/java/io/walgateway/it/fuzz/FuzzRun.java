package io.walgateway.it.fuzz;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fuzzes one place, in a JVM of its own. */
final class FuzzRun {
    private static final Duration REPORT_EVERY = Duration.ofSeconds(30);
    /** A hang: libFuzzer ends an input that takes longer. */
    private static final int SECONDS_FOR_AN_INPUT = 5;

    /** The targets connect to the processes under test, which one would report; the other fails at queues of Netty. */
    private static final String DISABLED_HOOKS = "com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery:"
            + "com.code_intelligence.jazzer.sanitizers.UnsafeSanitizer";

    private static final int INPUT_BYTES_MAX = 8 << 10;

    private final FuzzedPlace place;
    private final Path folder;
    private final PrintStream out;
    private final InstantSource clock;
    private Optional<FuzzProgress> progress = Optional.empty();
    private volatile @Nullable Process process;

    /** @param folder for the corpus, findings and the log */
    FuzzRun(FuzzedPlace place, Path folder, PrintStream out, InstantSource clock) {
        this.place = place;
        this.folder = folder;
        this.out = out;
        this.clock = clock;
    }

    /**
     * Returns when the time is over, or something was found.
     *
     * @param properties of the JVM
     * @param seed       of the fuzzer's random numbers
     * @return true if nothing was found
     */
    boolean isClean(Duration time, long seed, List<String> properties) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        writeSeeds(corpus);
        Path log = folder.resolve("log");
        Process started = new ProcessBuilder(command(time, seed, properties, corpus))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process = started;
        started.getOutputStream().close();
        try (BufferedReader lines = started.inputReader();
                BufferedWriter kept = Files.newBufferedWriter(log)) {
            follow(lines, kept);
        }
        int code = started.waitFor();
        out.printf(
                "%-12s %s: %s%n",
                place.text(),
                code == 0 ? "nothing found" : "FOUND SOMETHING (exit code " + code + ")",
                progress.map(FuzzProgress::toString).orElse("no progress"));
        if (code != 0) {
            out.println("             the input and the log are in " + folder);
        }
        return code == 0;
    }

    /** Ends it before its time; may be called by any thread. */
    void stop() {
        Process running = process;
        if (running != null) {
            running.destroy();
        }
    }

    private void follow(BufferedReader lines, BufferedWriter kept) throws IOException {
        Instant next = clock.instant().plus(REPORT_EVERY);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            kept.write(line);
            kept.newLine();
            progress = FuzzProgress.of(line).or(() -> progress);
            if (progress.isPresent() && !clock.instant().isBefore(next)) {
                next = clock.instant().plus(REPORT_EVERY);
                out.printf("%-12s %s%n", place.text(), progress.get());
            }
        }
    }

    /** No connection is made before the first input, so no process has to run for this. */
    private void writeSeeds(Path corpus) throws IOException {
        try (FuzzTarget target = place.open(new FuzzedProcesses(0, URI.create("http://127.0.0.1:0")))) {
            int number = 0;
            for (byte[] seed : target.seeds()) {
                Files.write(corpus.resolve("seed-" + number++), seed);
            }
        }
    }

    private List<String> command(Duration time, long seed, List<String> properties, Path corpus) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=io/walgateway/standalone/command-logback.xml",
                "-D" + JazzerEntry.PLACE + "=" + place.text()));
        command.addAll(properties);
        command.addAll(List.of(
                "-cp",
                classPath(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerEntry.class.getName(),
                "--instrumentation_includes=io.walgateway.**",
                "--disabled_hooks=" + DISABLED_HOOKS,
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-max_total_time=" + time.toSeconds(),
                "-timeout=" + SECONDS_FOR_AN_INPUT,
                "-max_len=" + INPUT_BYTES_MAX,
                // The heap is bounded above.
                "-rss_limit_mb=0",
                "-seed=" + seed,
                corpus.toString()));
        return command;
    }

    /** Jazzer looks for JUnit, and would find the half of it that is on the class path here. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("junit-platform"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
