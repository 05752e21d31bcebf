package io.walgateway.benchmarks.load;

import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result of a load generator's measurement; percentiles are not a number if nothing was answered TRUE.
 *
 * @param endMillis        when the measurement ended, since the epoch
 * @param records          writes answered TRUE
 * @param failures         writes that were refused, or answered otherwise, since the start
 * @param p50Millis        half of the answers came within this time
 * @param gatewayCpuMicros processor time of the gateway's process for each record
 * @param loadCpuMicros    processor time of the load generator's own process for each record
 */
public record LoadReport(
        long endMillis,
        long records,
        double seconds,
        long failures,
        double p50Millis,
        double p99Millis,
        double p999Millis,
        double gatewayCpuMicros,
        double loadCpuMicros) {
    private static final JsonMapper JSON = new JsonMapper();

    static LoadReport of(
            long endMillis, Histogram latencies, double seconds, long failures, long gatewayMicros, long loadMicros) {
        long records = latencies.getTotalCount();
        return new LoadReport(
                endMillis,
                records,
                seconds,
                failures,
                Percentile.millis(latencies, 50),
                Percentile.millis(latencies, 99),
                Percentile.millis(latencies, 99.9),
                each(gatewayMicros, records),
                each(loadMicros, records));
    }

    private static double each(long micros, long records) {
        return records == 0 ? Double.NaN : (double) micros / records;
    }

    public double recordsPerSecond() {
        return records / seconds;
    }

    void write(Path file) {
        JSON.writeValue(file, this);
    }

    /** Reads the report of a load generator that has ended. */
    public static LoadReport read(Path file) {
        return JSON.readValue(file, LoadReport.class);
    }
}
