package io.walgateway.benchmarks.keyvalue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * One measurement.
 *
 * @param contestant the operation and who carried it out
 * @param failures   calls that were not answered with success
 */
record LatencyFigure(
        int round, String contestant, double perSecond, double p50Millis, double p99Millis, long failures) {
    private static final String SEPARATOR = "\t";

    /** Adds a line to a file, and creates it if it does not exist. */
    void addTo(Path file) {
        String line = String.join(
                        SEPARATOR,
                        Integer.toString(round),
                        contestant,
                        Double.toString(perSecond),
                        Double.toString(p50Millis),
                        Double.toString(p99Millis),
                        Long.toString(failures))
                + "\n";
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All figures of a file. */
    static List<LatencyFigure> read(Path file) {
        try {
            return Files.readAllLines(file).stream().map(LatencyFigure::ofLine).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LatencyFigure ofLine(String line) {
        String[] fields = line.split(SEPARATOR, -1);
        return new LatencyFigure(
                Integer.parseInt(fields[0]),
                fields[1],
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]),
                Double.parseDouble(fields[4]),
                Long.parseLong(fields[5]));
    }
}
