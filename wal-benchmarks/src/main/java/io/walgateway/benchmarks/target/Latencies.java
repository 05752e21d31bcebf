package io.walgateway.benchmarks.target;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** What a {@link Meter} left about how long records were on their way. */
public final class Latencies {
    private static final int DIGITS = 3;
    /** An hour: a histogram that grows by itself cannot be added to by one that has grown further. */
    private static final long HIGHEST_NANOS = 3_600_000_000_000L;

    private Latencies() {}

    /**
     * Those of the intervals that lie in this time, in nanoseconds.
     *
     * @param trail    the file that was named to the meter
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
