package io.walgateway.benchmarks.target;

import io.walgateway.benchmarks.process.ProcessCost;
import io.walgateway.benchmarks.process.Trail;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.HdrHistogram.Recorder;

/**
 * Counts the records that a process takes, and writes a {@link Trail} into the file that {@link Trail#PROPERTY} names.
 * Beside it, in files that end in {@link #LATENCIES}, it writes histograms of how long records were on their way.
 */
public final class Meter {
    /** Appended to the trail's own name. */
    public static final String LATENCIES = ".latencies";

    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int DIGITS = 3;

    private final LongAdder count = new LongAdder();
    private final Recorder latencies = new Recorder(DIGITS);

    private Meter() {}

    /** Starts the meter; its thread ends with the process. */
    public static Meter start() {
        Path file = Path.of(System.getProperty(Trail.PROPERTY, "trail"));
        Meter meter = new Meter();
        try {
            PrintStream trail = new PrintStream(file.toFile(), StandardCharsets.UTF_8);
            HistogramLogWriter histograms = new HistogramLogWriter(file + LATENCIES);
            Thread.ofPlatform().name("meter").daemon().start(() -> meter.run(trail, histograms));
            return meter;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void count() {
        count.increment();
    }

    public void count(long records) {
        count.add(records);
    }

    /** Counts one record, with the time that it was on its way. */
    public void count(Duration latency) {
        count.increment();
        latencies.recordValue(Math.max(0, latency.toNanos()));
    }

    private void run(PrintStream trail, HistogramLogWriter histograms) {
        while (true) {
            ProcessCost cost = ProcessCost.ofThis();
            trail.print(new Trail.Sample(System.nanoTime(), count.sum(), cost.cpuMicros(), cost.residentKibibytes())
                    .asLine());
            trail.flush();
            Histogram interval = latencies.getIntervalHistogram();
            if (interval.getTotalCount() > 0) {
                histograms.outputIntervalHistogram(interval);
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }
}
