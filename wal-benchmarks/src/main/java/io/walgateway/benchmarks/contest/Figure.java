package io.walgateway.benchmarks.contest;

import io.walgateway.benchmarks.process.FigureFile;
import java.nio.file.Path;
import java.util.List;

/**
 * One measurement of one contestant.
 *
 * @param contestant {@link #TARGET} or {@link #BARE}
 * @param perSecond  payloads that the server acknowledged
 * @param cpuMicros  processor time of the contestants' process for each payload
 * @param failures   payloads that were not acknowledged
 * @param firstWhy   the reason of the first failure; empty text: there was none
 */
public record Figure(int round, String contestant, double perSecond, double cpuMicros, long failures, String firstWhy) {
    /** The gateway's target. */
    public static final String TARGET = "target";

    /** The bare client. */
    public static final String BARE = "bare";

    /** Adds a line to a file, and creates it if it does not exist. */
    void addTo(Path file) {
        new FigureFile(file).add(round, contestant, perSecond, cpuMicros, failures, firstWhy);
    }

    /** All figures written so far. */
    public static List<Figure> read(Path file) {
        return new FigureFile(file).read().stream().map(Figure::of).toList();
    }

    private static Figure of(List<String> fields) {
        return new Figure(
                Integer.parseInt(fields.get(0)),
                fields.get(1),
                Double.parseDouble(fields.get(2)),
                Double.parseDouble(fields.get(3)),
                Long.parseLong(fields.get(4)),
                fields.get(5));
    }
}
