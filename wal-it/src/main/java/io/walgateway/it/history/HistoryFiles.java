package io.walgateway.it.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link HistoryWriter}s wrote. */
public final class HistoryFiles {
    /** How the names of history files end. */
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

    /** The events of one file. A last line without an end is what a killed writer left: it does not count. */
    public static List<HistoryEvent> read(Path file) throws IOException {
        String text = Files.readString(file);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        List<String> lines = whole.isEmpty() ? List.of() : Arrays.asList(whole.split("\n"));
        List<HistoryEvent> events = new ArrayList<>(lines.size());
        for (String line : lines) {
            events.add(event(file, events.size() + 1, line));
        }
        return events;
    }

    private static HistoryEvent event(Path file, int number, String line) {
        try {
            return JSON.readValue(line, HistoryEvent.class);
        } catch (JacksonException e) {
            throw new MalformedHistoryException("%s:%d: %s (expected: an event)".formatted(file, number, line), e);
        }
    }
}
