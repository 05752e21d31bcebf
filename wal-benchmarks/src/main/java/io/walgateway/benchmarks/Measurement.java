package io.walgateway.benchmarks;

import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.benchmarks.result.Results;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Pace;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.benchmarks.session.Suite;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** One run on a workbench of its own, which is removed afterwards however the run ends. */
final class Measurement implements AutoCloseable {
    /** How a run can end, if nothing fails. */
    enum Ending {
        COMPLETE,
        INTERRUPTED
    }

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

    /** Writes the report with each new figure, so that an aborted run still leaves its results. */
    Ending run(List<Suite> suites, Pace pace, Predicate<Subject> only, Results results, Report report) {
        try {
            bench.start();
            Session session = new Session(bench, pace, results, only, line -> {
                System.out.println(line);
                report.write();
            });
            suites.forEach(suite -> suite.run(session));
            clear();
            return Ending.COMPLETE;
        } catch (RuntimeException e) {
            if (bench.isClosed()) {
                return Ending.INTERRUPTED;
            }
            throw e;
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
            // The hook is running already.
        }
    }
}
