package io.walgateway.benchmarks.suite;

import io.walgateway.benchmarks.process.ProcessCost;
import io.walgateway.benchmarks.process.Trail;
import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.session.Pace;
import io.walgateway.local.process.JavaProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** One process that takes records from a topic until it was measured for long enough, or has taken them all. */
final class Consumption {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final double FIRST_WITHIN_SECONDS = 60;

    private final Workbench bench;
    private final Pace pace;
    private final long records;

    /**
     * Measures one process after another.
     *
     * @param records how many there are for each
     */
    Consumption(Workbench bench, Pace pace, long records) {
        this.bench = bench;
        this.pace = pace;
        this.records = records;
    }

    /**
     * Returns when the process has ended.
     *
     * @param start starts the process, which is to write its trail into this file
     */
    Map<Metric, Double> measure(Function<Path, JavaProgram> start) {
        Path file = bench.directory("trail").resolve("trail");
        JavaProgram program = start.apply(file);
        double peak;
        try {
            await(program, file);
            peak = ProcessCost.of(program.pid()).residentPeakKibibytes() / 1024.0;
        } finally {
            bench.end(program);
        }
        Trail steady = Trail.read(file).steady(pace.warmUp(), pace.seconds(), records);
        if (steady.recordsPerSecond() <= 0) {
            throw new IllegalStateException(
                    "Expected %s to be at work to the end, but it stood still at %d records; see %s"
                            .formatted(program.name(), Trail.read(file).count(), program.logFile()));
        }
        return Map.of(
                Metric.RECORDS_PER_SECOND, steady.recordsPerSecond(),
                Metric.CPU_MICROS, steady.cpuMicrosPerRecord(),
                Metric.MEBIBYTES, peak);
    }

    private void await(JavaProgram program, Path file) {
        long begun = System.nanoTime();
        while (!isOver(Trail.read(file).sinceFirstRecord(), begun)) {
            if (!program.isRunning()) {
                throw new IllegalStateException(
                        "Expected %s to go on, but it ended; see %s".formatted(program.name(), program.logFile()));
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private boolean isOver(Trail trail, long begun) {
        if (trail.samples().isEmpty()) {
            return (System.nanoTime() - begun) / 1e9 > FIRST_WITHIN_SECONDS;
        }
        return trail.count() >= records || trail.seconds() > pace.total();
    }
}
