package io.walgateway.benchmarks.session;

import io.walgateway.local.process.JavaProgram;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program that ends by itself. */
public record Run(JavaProgram program) {
    /** Time allowed in addition to the time that a program is asked to take. */
    public static final double MARGIN_SECONDS = 150;

    /**
     * Returns when the program has ended.
     *
     * @throws IllegalStateException if it runs for longer, or this thread was interrupted
     */
    public void await(double seconds) {
        Optional<ProcessHandle> process = ProcessHandle.of(program.pid());
        if (process.isEmpty()) {
            return;
        }
        try {
            process.get().onExit().get((long) (seconds * 1000), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            program.kill();
            throw new IllegalStateException(
                    "Expected %s to end within %.0f s, but it goes on; see %s"
                            .formatted(program.name(), seconds, program.logFile()),
                    e);
        }
    }
}
