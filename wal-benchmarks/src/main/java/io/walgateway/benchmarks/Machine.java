package io.walgateway.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;

/**
 * The machine on which the figures depend.
 *
 * @param load how many threads wanted to run at once in the last minute; negative if unknown
 */
record Machine(int processors, double load) {
    /** A machine is never completely idle. */
    private static final double IDLE_MAX = 0.5;

    static Machine now() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** A warning for the readers of the figures; empty when the machine was otherwise idle. */
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
