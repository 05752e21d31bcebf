package io.walgateway.benchmarks.load;

import io.walgateway.proto.v1.Trilean;
import io.walgateway.proto.v1.WriteToLogResponse;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts the outcomes of writes. Safe for any number of threads. */
final class Tally {
    private static final int DIGITS = 3;

    private final Recorder latencies = new Recorder(DIGITS);
    private final LongAdder failures = new LongAdder();

    /** Records an answer to a write that was sent at this time of {@link System#nanoTime}. */
    void answered(WriteToLogResponse response, long sent) {
        if (response.getDurable() == Trilean.TRILEAN_TRUE) {
            latencies.recordValue(System.nanoTime() - sent);
        } else {
            failures.increment();
        }
    }

    void failed() {
        failures.increment();
    }

    long failures() {
        return failures.sum();
    }

    /** Takes the latencies of writes answered TRUE since the last call. */
    Histogram take() {
        return latencies.getIntervalHistogram();
    }
}
