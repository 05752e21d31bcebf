package io.walgateway.it.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the files of {@link HistoryWriter}s. */
public final class HistoryFiles {
    /** The suffix of history files. */
    public static final String SUFFIX = ".history.jsonl";

    private static final JsonMapper JSON = JsonMapper.shared();

    private HistoryFiles() {}

    /**
     * All events of all history files in a directory, file after file.
     *
     * @throws MalformedHistoryException when a line is no event
     */
    public static List<HistoryEvent> readAll(Path directory) throws IOException {
        List<HistoryEvent> events = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> histories = files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            for (Path history : histories) {
                events.addAll(read(history));
            }
        }
        return events;
    }

    /** This directory and its subdirectories, as far as there are histories in them. Each is to be judged by itself. */
    public static List<Path> histories(Path directory) throws IOException {
        try (Stream<Path> files =
                Files.find(directory, 2, (file, _) -> file.toString().endsWith(SUFFIX))) {
            return files.map(file -> Objects.requireNonNull(file.getParent()))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /** The events of one file. An incomplete last line was left by a killed writer, and does not count. */
    public static List<HistoryEvent> read(Path file) throws IOException {
        List<HistoryEvent> events = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            boolean whole = endsWithALine(file);
            String line = reader.readLine();
            while (line != null) {
                String next = reader.readLine();
                if (next != null || whole) {
                    events.add(event(file, events.size() + 1, line));
                }
                line = next;
            }
        }
        return events;
    }

    private static boolean endsWithALine(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.position(Math.max(0, channel.size() - 1)).read(last);
            return last.get(0) == '\n';
        }
    }

    private static HistoryEvent event(Path file, int number, String line) {
        try {
            return JSON.readValue(line, HistoryEvent.class);
        } catch (JacksonException e) {
            throw new MalformedHistoryException("%s:%d: %s (expected: an event)".formatted(file, number, line), e);
        }
    }
}
