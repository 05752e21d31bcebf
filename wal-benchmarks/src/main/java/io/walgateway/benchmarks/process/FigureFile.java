package io.walgateway.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The figures that one process measures and another reads: a line for each measurement.
 *
 * @param path need not exist
 */
public record FigureFile(Path path) {
    private static final String SEPARATOR = "\t";

    /** Adds a line. White space within a field becomes a space. */
    public void add(Object... fields) {
        String line = Stream.of(fields)
                .map(field -> String.valueOf(field).replaceAll("\\s+", " "))
                .collect(Collectors.joining(SEPARATOR, "", "\n"));
        try {
            Files.writeString(path, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields of all lines written so far; an incomplete last line is left out. */
    public List<List<String>> read() {
        try {
            if (!Files.exists(path)) {
                return List.of();
            }
            String text = Files.readString(path);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(line -> List.of(line.split(SEPARATOR, -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
