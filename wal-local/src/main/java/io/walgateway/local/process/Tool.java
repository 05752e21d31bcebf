package io.walgateway.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program that prepares something and ends, such as initdb.
 *
 * @param directory its working directory
 * @param log       receives its output
 */
public record Tool(Path directory, LogFile log) {

    /** Writes the program's input. */
    @FunctionalInterface
    public interface Input {
        Input NONE = out -> {};

        static Input of(InputStream in) {
            return in::transferTo;
        }

        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Runs a program, and returns when it has ended successfully.
     *
     * @throws ComponentStartException if it ends with anything but 0
     */
    public void run(List<String> command, Map<String, String> environment, Input input) {
        long logged = log.size();
        int exit = exitValue(command, environment, input);
        if (exit != 0) {
            throw ComponentStartException.withLog(
                    "%s ended with exit value %d (expected: 0)".formatted(String.join(" ", command), exit),
                    log.path(),
                    log.tail(logged));
        }
    }

    private int exitValue(List<String> command, Map<String, String> environment, Input input) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (OutputStream out = process.getOutputStream()) {
                input.writeTo(out);
            }
            return process.waitFor();
        } catch (IOException e) {
            throw ComponentStartException.withLog(
                    "%s could not be run: %s".formatted(String.join(" ", command), e.getMessage()),
                    log.path(),
                    log.tail(0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ComponentStartException("interrupted while running " + String.join(" ", command), e);
        }
    }
}
