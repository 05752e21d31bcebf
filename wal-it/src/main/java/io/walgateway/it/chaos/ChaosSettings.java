package io.walgateway.it.chaos;

import io.walgateway.it.chaos.plan.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of a run.
 *
 * @param load     how long writers write
 * @param rate     writes a second, of all writers together
 * @param folder   the run's own folder
 * @param keep     true to keep the components' data
 * @param sets     true to have a namespace of mutation sets, and Cassandra for it
 * @param sabotage true to count the leaders' acknowledgement alone as that of all replicas
 */
record ChaosSettings(
        Duration load,
        Set<FaultKind> kinds,
        long seed,
        int rate,
        Path folder,
        boolean keep,
        boolean sets,
        boolean sabotage) {
    ChaosSettings {
        if (load.isNegative() || load.isZero()) {
            throw new IllegalArgumentException("--minutes: %s (expected: more than 0)".formatted(load));
        }
        if (rate < 1) {
            throw new IllegalArgumentException("--rate: %d (expected: >= 1)".formatted(rate));
        }
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("--faults: none (expected: at least one)");
        }
        kinds = Set.copyOf(kinds);
    }

    /** The folder of the components' own files. */
    Path components() {
        return folder.resolve("components");
    }

    Path histories() {
        return folder.resolve("history");
    }

    /** The command that repeats this run. */
    String command() {
        String faults = EnumSet.copyOf(kinds).stream().map(FaultKind::text).collect(Collectors.joining(","));
        return "./wal chaos --minutes %s --seed %d --rate %d --faults %s%s%s"
                .formatted(
                        minutes(), seed, rate, faults, sets ? "" : " --no-sets", sabotage ? " --sabotage acks-1" : "");
    }

    private String minutes() {
        double minutes = load.toMillis() / 60_000.0;
        return minutes == Math.rint(minutes) ? Long.toString(Math.round(minutes)) : "%.2f".formatted(minutes);
    }
}
