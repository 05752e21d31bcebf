package io.walgateway.standalone.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs external programs to their end. */
final class Tool {

    private static final int NOT_THERE = 127;
    private static final int NOT_IN_TIME = 124;
    private static final Duration PROBE_WITHIN = Duration.ofSeconds(30);

    private Tool() {}

    /** The exit code and the whole output. */
    record Result(int exitCode, String text) {}

    /** True if the program exists and exits successfully. */
    static boolean answers(Path folder, List<String> command) {
        return run(folder, command, Map.of(), PROBE_WITHIN).exitCode() == 0;
    }

    /** Runs the program; ends it when the time is over. */
    public static Result run(Path folder, List<String> command, Map<String, String> environment, Duration within) {
        Path said = scratch();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            boolean ended = process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            return new Result(
                    ended ? process.exitValue() : NOT_IN_TIME, Files.readString(said, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Result(NOT_THERE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(NOT_IN_TIME, "interrupted");
        } finally {
            delete(said);
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempFile("wal-tool", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
