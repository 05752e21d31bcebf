package io.walgateway.it.sim;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs many seeds, reports progress, and sums up. */
final class Campaign {
    private static final long PROGRESS_NANOS = 1_000_000_000;
    private static final int NAMED_MAX = 20;

    private final PrintStream out;
    private final Wiring wiring;
    private final Tally tally = new Tally();
    private final Map<Promise, Long> checked = new EnumMap<>(Promise.class);
    private final Map<Promise, Long> violated = new EnumMap<>(Promise.class);
    private final List<Long> broken = new ArrayList<>();
    private final long startNanos = System.nanoTime();
    private long lastNanos = startNanos;

    Campaign(PrintStream out, Wiring wiring) {
        this.out = out;
        this.wiring = wiring;
    }

    /** True if every promise was kept. The first seed that broke one is shown in full; further ones are only named. */
    boolean run(long firstSeed, long seeds) {
        for (long number = 0; number < seeds; number++) {
            long seed = firstSeed + number;
            Simulation.Outcome outcome = Simulation.run(Planner.plan(seed), wiring);
            add(outcome);
            outcome.violation().ifPresent(violation -> violated(seed, outcome, violation));
            progress(number + 1, seeds);
        }
        sumUp();
        return broken.isEmpty();
    }

    private void add(Simulation.Outcome outcome) {
        tally.addAll(outcome.tally());
        for (Promise promise : Promise.values()) {
            checked.merge(promise, outcome.judge().checked(promise), Long::sum);
        }
    }

    private void violated(long seed, Simulation.Outcome outcome, Violation violation) {
        violated.merge(violation.promise(), 1L, Long::sum);
        if (broken.isEmpty()) {
            new Report(out, wiring).violation(outcome.plan(), violation);
        } else if (broken.size() < NAMED_MAX) {
            out.printf("seed %d: %s%n", seed, violation);
        }
        broken.add(seed);
    }

    private void progress(long done, long seeds) {
        long now = System.nanoTime();
        if (now - lastNanos >= PROGRESS_NANOS && done < seeds) {
            lastNanos = now;
            out.printf(
                    Locale.ROOT,
                    "%,d of %,d seeds (%.0f %%), %,.0f a minute, %d broke a promise%n",
                    done,
                    seeds,
                    100.0 * done / seeds,
                    perMinute(done),
                    broken.size());
        }
    }

    private void sumUp() {
        for (Promise promise : Promise.values()) {
            long broke = violated.getOrDefault(promise, 0L);
            out.printf(
                    Locale.ROOT,
                    "%-9s %2d  %s: checked %,d, violated %,d%n",
                    broke == 0 ? "kept" : "VIOLATED",
                    promise.number(),
                    promise.text(),
                    checked.getOrDefault(promise, 0L),
                    broke);
        }
        StringBuilder counts = new StringBuilder();
        for (Tally.Count count : Tally.Count.values()) {
            String name = count.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            counts.append(counts.isEmpty() ? "" : ", ").append("%s %,d".formatted(name, tally.of(count)));
        }
        out.println(counts);
        out.printf(
                Locale.ROOT,
                "%,d seeds in %.1f s, %,.0f a minute, %d broke a promise%n",
                tally.of(Tally.Count.SEEDS),
                (System.nanoTime() - startNanos) / 1e9,
                perMinute(tally.of(Tally.Count.SEEDS)),
                broken.size());
        Optional<Long> first = broken.stream().findFirst();
        first.ifPresent(seed -> out.println("again: ./wal sim --seed " + seed));
    }

    private double perMinute(long seeds) {
        return seeds * 60e9 / Math.max(1, System.nanoTime() - startNanos);
    }
}
