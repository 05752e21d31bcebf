package io.walgateway.it.chaos.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** The faults that happened, a line each: time, kind, victim, duration in seconds. */
public final class FaultLog {
    private final Path file;
    private final Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);

    public FaultLog(Path file) {
        this.file = file;
    }

    public synchronized void add(Instant time, PlannedFault fault, Duration lasted) {
        counts.merge(fault.kind(), 1, Integer::sum);
        write("%s %s %s %.1f".formatted(time, fault.kind().text(), fault.victim(), lasted.toMillis() / 1000.0));
    }

    public synchronized int count() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Counts by kind. */
    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder(count() + " faults");
        counts.forEach(
                (kind, count) -> text.append(", ").append(count).append(' ').append(kind.text()));
        return text.toString();
    }

    private void write(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }
}
