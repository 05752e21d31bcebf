package io.walgateway.benchmarks.load;

import org.HdrHistogram.Histogram;

/** Percentiles of times in nanoseconds. */
public final class Percentile {
    private static final double NANOS_PER_MILLI = 1e6;

    private Percentile() {}

    /** Not a number if nothing was recorded: 0 would look like the best possible value. */
    public static double millis(Histogram nanos, double percentile) {
        return nanos.getTotalCount() == 0 ? Double.NaN : nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }
}
