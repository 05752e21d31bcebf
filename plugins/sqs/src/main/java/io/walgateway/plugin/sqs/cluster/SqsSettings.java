package io.walgateway.plugin.sqs.cluster;

import io.walgateway.core.plugin.KnownSettings;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.units.ByteSizes;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.Set;

/**
 * The process settings under {@code sqs}, validated.
 *
 * @param appendTimeout     {@code append-timeout}: the longest time until an append has its answer, 500 ms to 10 min
 * @param inFlightBytesMax  {@code in-flight-bytes-max}: the most bytes that appends to one cluster may hold at once,
 *                          1 MiB to 1 TiB
 * @param visibilityTimeout {@code visibility-timeout}: how long messages leased by a process that died stay hidden,
 *                          whole seconds, 3 s to 12 h; a live process keeps extending its leases
 * @param context           all settings, from which those of single clusters are read
 */
public record SqsSettings(
        Duration appendTimeout, long inFlightBytesMax, Duration visibilityTimeout, PluginContext context) {
    private static final long IN_FLIGHT_BYTES_MIN = 1L << 20;
    private static final long IN_FLIGHT_BYTES_LIMIT = 1L << 40;

    private static final KnownSettings KNOWN = new KnownSettings(
            "sqs",
            Set.of("append-timeout", "in-flight-bytes-max", "visibility-timeout"),
            ClusterSettings.KEYS,
            Set.of());

    /**
     * Reads the settings of the plugin.
     *
     * @throws IllegalArgumentException naming the setting, its value and what was expected
     */
    public static SqsSettings of(PluginContext context) {
        var settings = context.settings();
        KNOWN.require(settings);
        return new SqsSettings(
                Durations.require(
                        "sqs.append-timeout",
                        settings.getOrDefault("append-timeout", "5s"),
                        Duration.ofMillis(500),
                        Duration.ofMinutes(10)),
                ByteSizes.require(
                        "sqs.in-flight-bytes-max",
                        settings.getOrDefault("in-flight-bytes-max", "32MiB"),
                        IN_FLIGHT_BYTES_MIN,
                        IN_FLIGHT_BYTES_LIMIT),
                Durations.require(
                        "sqs.visibility-timeout",
                        settings.getOrDefault("visibility-timeout", "30s"),
                        Duration.ofSeconds(3),
                        Duration.ofHours(12)),
                context);
    }

    public SqsSettings {
        if (visibilityTimeout.toMillisPart() != 0) {
            throw new IllegalArgumentException(
                    "sqs.visibility-timeout: " + Durations.format(visibilityTimeout) + " (expected: whole seconds)");
        }
    }

    /** Every name is a cluster: one without settings of its own uses the entry {@code *}, or AWS's own defaults. */
    public ClusterSettings cluster(String name) {
        return ClusterSettings.of(name, context);
    }
}
