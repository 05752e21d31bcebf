package io.walgateway.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;

/**
 * What the figures depend on.
 *
 * @param load how many threads wanted to run at once in the last minute; negative where that is not known
 */
record Machine(int processors, double load) {
    /** Something is always at work. */
    private static final double IDLE_MAX = 0.5;

    static Machine now() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** What a reader of the figures must be told; empty when nobody else was at work. */
    Optional<String> warning() {
        return load <= IDLE_MAX * processors
                ? Optional.empty()
                : Optional.of(
                        "The machine was busy before this began (load %.1f on %d processors): these figures say little."
                                .formatted(load, processors));
    }

    Map<String, String> about() {
        return Map.of(
                "processors", Integer.toString(processors),
                "load before", "%.2f".formatted(load),
                "java", Runtime.version().toString(),
                "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }
}
