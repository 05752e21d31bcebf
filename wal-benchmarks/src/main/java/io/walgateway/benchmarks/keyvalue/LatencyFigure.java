package io.walgateway.benchmarks.keyvalue;

import io.walgateway.benchmarks.process.FigureFile;
import java.nio.file.Path;
import java.util.List;

/**
 * One measurement.
 *
 * @param contestant the operation and who carried it out
 * @param failures   calls that were not answered with success
 */
record LatencyFigure(
        int round, String contestant, double perSecond, double p50Millis, double p99Millis, long failures) {
    /** Adds a line to a file, and creates it if it does not exist. */
    void addTo(Path file) {
        new FigureFile(file).add(round, contestant, perSecond, p50Millis, p99Millis, failures);
    }

    /** All figures written so far. */
    static List<LatencyFigure> read(Path file) {
        return new FigureFile(file).read().stream().map(LatencyFigure::of).toList();
    }

    private static LatencyFigure of(List<String> fields) {
        return new LatencyFigure(
                Integer.parseInt(fields.get(0)),
                fields.get(1),
                Double.parseDouble(fields.get(2)),
                Double.parseDouble(fields.get(3)),
                Double.parseDouble(fields.get(4)),
                Long.parseLong(fields.get(5)));
    }
}
