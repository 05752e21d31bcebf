package io.walgateway.cli.write;

import com.google.protobuf.Timestamp;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.core.units.Durations;
import io.walgateway.proto.v1.Lifecycle;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The times between which a write may be delivered. */
final class LifecycleOptions {

    @Option(
            names = "--delay",
            paramLabel = "DURATION",
            description = "Deliver no earlier than after this, such as 500ms, 5s, 2h.")
    private @Nullable String delay;

    @Option(
            names = "--delay-random",
            paramLabel = "DURATION",
            description = "And later by a random part of this; 0s: none.")
    private @Nullable String random;

    @Option(
            names = "--delay-jitter",
            paramLabel = "0..1",
            description = "Make the delay longer or shorter by a random part of at most this much of itself.")
    private @Nullable Double jitter;

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            description = "Deliver no later than this after the append; then it is a dead letter.")
    private @Nullable String ttl;

    @Option(
            names = "--write-time",
            paramLabel = "TIME",
            description = "When the change was made, such as 2026-01-31T12:00:00Z (default: now).")
    private @Nullable String writeTime;

    /** Empty if none of these options is given. */
    Optional<Lifecycle> build() {
        Lifecycle.Builder lifecycle = Lifecycle.newBuilder();
        duration("--delay", delay).ifPresent(lifecycle::setDelay);
        duration("--delay-random", random).ifPresent(lifecycle::setDelayRandom);
        duration("--ttl", ttl).ifPresent(lifecycle::setTimeToLive);
        if (jitter != null) {
            lifecycle.setDelayJitter(jitter);
        }
        if (writeTime != null) {
            lifecycle.setWriteTime(timestamp(writeTime));
        }
        boolean given = delay != null || random != null || jitter != null || ttl != null || writeTime != null;
        return given ? Optional.of(lifecycle.build()) : Optional.empty();
    }

    private static Optional<com.google.protobuf.Duration> duration(String option, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Duration duration = Durations.parse(text)
                .orElseThrow(() ->
                        CliException.misused("%s: %s (expected: %s)".formatted(option, text, Durations.EXPECTATION)));
        return Optional.of(com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build());
    }

    private static Timestamp timestamp(String text) {
        try {
            Instant time = Instant.parse(text);
            return Timestamp.newBuilder()
                    .setSeconds(time.getEpochSecond())
                    .setNanos(time.getNano())
                    .build();
        } catch (DateTimeException e) {
            throw CliException.misused(
                    "--write-time: %s (expected: a time such as 2026-01-31T12:00:00Z)".formatted(text));
        }
    }
}
