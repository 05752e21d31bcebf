package io.walgateway.plugin.sqs;

import io.walgateway.core.plugin.PluginContext;
import java.time.Duration;

/**
 * The process settings beneath {@code sqs}, checked.
 *
 * @param appendTimeout     {@code append-timeout}: when an append has its answer at the latest, 500 ms to 10 min
 * @param inFlightBytesMax  {@code in-flight-bytes-max}: what appends to one cluster may hold at once, at least 1 MiB
 * @param visibilityTimeout {@code visibility-timeout}: how long what a dead process had in hand stays hidden, whole
 *                          seconds, 3 s to 12 h; what a live one holds is extended all the time
 * @param context           all of them, for what belongs to single clusters
 */
record SqsSettings(Duration appendTimeout, long inFlightBytesMax, Duration visibilityTimeout, PluginContext context) {

    /** @throws IllegalArgumentException naming the setting, its value and what was expected */
    static SqsSettings of(PluginContext context) {
        var settings = context.settings();
        return new SqsSettings(
                Durations.parse("sqs.append-timeout", settings.getOrDefault("append-timeout", "5s")),
                bytes(settings.getOrDefault("in-flight-bytes-max", "33554432")),
                Durations.parse("sqs.visibility-timeout", settings.getOrDefault("visibility-timeout", "30s")),
                context);
    }

    SqsSettings {
        requireRange("append-timeout", appendTimeout, Duration.ofMillis(500), Duration.ofMinutes(10));
        requireRange("visibility-timeout", visibilityTimeout, Duration.ofSeconds(3), Duration.ofHours(12));
        if (visibilityTimeout.toMillisPart() != 0) {
            throw new IllegalArgumentException(
                    "sqs.visibility-timeout: " + visibilityTimeout.toMillis() + "ms (expected: whole seconds)");
        }
        if (inFlightBytesMax < 1 << 20) {
            throw new IllegalArgumentException(
                    "sqs.in-flight-bytes-max: " + inFlightBytesMax + " (expected: >= 1048576)");
        }
    }

    /** Every name is one: what has no entry of its own goes by the entry {@code *}, or by AWS's own ways. */
    ClusterSettings cluster(String name) {
        return ClusterSettings.of(name, context);
    }

    private static void requireRange(String key, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("sqs." + key + ": " + value.toMillis() + "ms (expected: "
                    + min.toMillis() + "ms to " + max.toMillis() + "ms)");
        }
    }

    private static long bytes(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "sqs.in-flight-bytes-max: " + text + " (expected: a number of bytes)", e);
        }
    }
}
