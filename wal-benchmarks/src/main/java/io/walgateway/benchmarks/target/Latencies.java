package io.walgateway.benchmarks.target;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** Reads the latencies of records that a {@link Meter} wrote. */
public final class Latencies {
    private static final int DIGITS = 3;
    /**
     * An hour. The limit is fixed, because an auto-resizing histogram cannot be added to from one that has grown
     * further.
     */
    private static final long HIGHEST_NANOS = 3_600_000_000_000L;

    private Latencies() {}

    /**
     * The latencies of the intervals within this time, in nanoseconds.
     *
     * @param trail      the file that was given to the meter
     * @param fromMillis since the epoch
     * @param toMillis   since the epoch
     */
    public static Histogram between(Path trail, long fromMillis, long toMillis) {
        Histogram sum = new Histogram(HIGHEST_NANOS, DIGITS);
        try (HistogramLogReader reader = new HistogramLogReader(trail + Meter.LATENCIES)) {
            while (reader.hasNext()) {
                EncodableHistogram interval = reader.nextIntervalHistogram();
                if (interval instanceof Histogram histogram
                        && histogram.getStartTimeStamp() >= fromMillis
                        && histogram.getEndTimeStamp() <= toMillis) {
                    sum.add(histogram);
                }
            }
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }
}
