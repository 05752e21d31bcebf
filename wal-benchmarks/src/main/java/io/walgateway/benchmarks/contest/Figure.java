package io.walgateway.benchmarks.contest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    private static final String SEPARATOR = "\t";
    private static final int FIELDS = 6;

    /** Adds a line to a file, and creates it if it does not exist. */
    void addTo(Path file) {
        String line = String.join(
                        SEPARATOR,
                        Integer.toString(round),
                        contestant,
                        Double.toString(perSecond),
                        Double.toString(cpuMicros),
                        Long.toString(failures),
                        firstWhy.replaceAll("\\s+", " "))
                + "\n";
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All figures written so far; an incomplete last line is left out. */
    public static List<Figure> read(Path file) {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            String text = Files.readString(file);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(Figure::ofLine)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Figure ofLine(String line) {
        String[] fields = line.split(SEPARATOR, FIELDS);
        return new Figure(
                Integer.parseInt(fields[0]),
                fields[1],
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]),
                Long.parseLong(fields[4]),
                fields[5]);
    }
}
