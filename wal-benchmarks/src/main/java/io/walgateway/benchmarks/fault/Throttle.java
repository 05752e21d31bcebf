package io.walgateway.benchmarks.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Refuses every other request, and writes down how long after the time that it asked for the next one came. Expects one
 * request at a time.
 */
final class Throttle {
    private final InstantSource clock;
    private final Path file;
    private Optional<Instant> expected = Optional.empty();

    /** @param file gets a line for each retry: microseconds, negative for one that came early */
    Throttle(InstantSource clock, Path file) {
        this.clock = clock;
        this.file = file;
    }

    /** Empty: the request is accepted. Else the time before which it may not come again. */
    synchronized Optional<Instant> refuse(Duration pause) {
        Instant now = clock.instant();
        if (expected.isEmpty()) {
            expected = Optional.of(now.plus(pause));
            return expected;
        }
        note(Duration.between(expected.get(), now));
        expected = Optional.empty();
        return Optional.empty();
    }

    /** Replaces the time that was asked for, where an answer can only say it more coarsely. */
    synchronized void expect(Instant time) {
        expected = Optional.of(time);
    }

    private void note(Duration late) {
        try {
            Files.writeString(
                    file, late.toNanos() / 1_000 + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
