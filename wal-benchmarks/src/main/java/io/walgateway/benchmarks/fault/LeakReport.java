package io.walgateway.benchmarks.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What became of deliveries to a receiver that misbehaves.
 *
 * @param before     what the process held after the first deliveries
 * @param after      what it held after all of them
 * @param perSecond  deliveries, however they ended
 * @param unexpected deliveries with an outcome other than the documented one
 * @param unexpectedByFault   how many of each fault, and the first of them; empty text: there were none
 */
public record LeakReport(Held before, Held after, double perSecond, long unexpected, String unexpectedByFault) {

    /** Replaces an existing file. */
    void write(Path file) {
        try {
            Files.write(
                    file,
                    List.of(
                            before.asText(),
                            after.asText(),
                            Double.toString(perSecond),
                            Long.toString(unexpected),
                            unexpectedByFault.replaceAll("\\s+", " ")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static LeakReport read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return new LeakReport(
                    Held.ofText(lines.get(0)),
                    Held.ofText(lines.get(1)),
                    Double.parseDouble(lines.get(2)),
                    Long.parseLong(lines.get(3)),
                    lines.get(4));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
