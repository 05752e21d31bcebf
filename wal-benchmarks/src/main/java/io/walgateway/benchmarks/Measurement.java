package io.walgateway.benchmarks;

import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.benchmarks.result.Results;
import io.walgateway.benchmarks.suite.Pace;
import io.walgateway.benchmarks.suite.Session;
import io.walgateway.benchmarks.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One run on a workbench of its own, which is gone afterwards however it ends. */
final class Measurement implements AutoCloseable {
    private final Workbench bench;
    private final Thread whenInterrupted;

    private Measurement(Workbench bench) {
        this.bench = bench;
        whenInterrupted = new Thread(this::clear, "end");
        Runtime.getRuntime().addShutdownHook(whenInterrupted);
    }

    static Measurement in(Path directory) {
        return new Measurement(Workbench.in(directory));
    }

    /** What has been measured is written also when a later measure fails, so that it has not been for nothing. */
    void run(List<Suite> suites, Pace pace, Results results, Report report) throws IOException {
        try {
            bench.start();
            for (Suite suite : suites) {
                suite.run(new Session(bench, pace, results, System.out::println));
                report.write();
            }
            clear();
        } catch (RuntimeException e) {
            // Whoever has interrupted it knows why it ends.
            if (!bench.isClosed()) {
                report.write();
                throw e;
            }
        }
    }

    private void clear() {
        bench.close();
        bench.remove();
    }

    @Override
    public void close() {
        bench.close();
        try {
            Runtime.getRuntime().removeShutdownHook(whenInterrupted);
        } catch (IllegalStateException e) {
            // It is at work already.
        }
    }
}
