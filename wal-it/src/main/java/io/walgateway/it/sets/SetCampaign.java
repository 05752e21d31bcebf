package io.walgateway.it.sets;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs the simulation of mutation sets for many seeds, reports progress, and sums up. */
public final class SetCampaign {
    private static final long PROGRESS_NANOS = 5_000_000_000L;
    private static final int NAMED_MAX = 20;
    private static final String PROMISE =
            "mutation sets are applied whole, in sequence, once sealed, and others not at all";

    private final PrintStream out;
    private final SetMutant mutant;
    private long kills;
    private long parts;
    private long broken;

    public SetCampaign(PrintStream out) {
        this(out, SetMutant.NONE);
    }

    SetCampaign(PrintStream out, SetMutant mutant) {
        this.out = out;
        this.mutant = mutant;
    }

    /**
     * True if every promise was kept. Turns go from one virtual thread to the next: from a platform thread, each would cost
     * several times as much.
     */
    public boolean run(long firstSeed, long seeds) {
        FutureTask<Boolean> all = new FutureTask<>(() -> runAll(firstSeed, seeds));
        Thread.ofVirtual().name("mutation sets").start(all);
        try {
            return all.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected a verdict on mutation sets, but the simulation failed", e);
        }
    }

    private boolean runAll(long firstSeed, long seeds) {
        long startNanos = System.nanoTime();
        long lastNanos = startNanos;
        for (long number = 0; number < seeds; number++) {
            long seed = firstSeed + number;
            one(seed).ifPresent(what -> broken(seed, what));
            long now = System.nanoTime();
            if (now - lastNanos >= PROGRESS_NANOS) {
                lastNanos = now;
                out.printf(
                        Locale.ROOT,
                        "mutation sets: %,d of %,d seeds, %d broke a promise%n",
                        number + 1,
                        seeds,
                        broken);
            }
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        out.printf(
                Locale.ROOT,
                "%-9s %s: checked %,d, violated %,d%n",
                broken == 0 ? "kept" : "VIOLATED",
                PROMISE,
                seeds * SetWorld.SETS,
                broken);
        out.printf(
                Locale.ROOT,
                "mutation sets: parts received %,d, processes killed %,d; %,d seeds in %.1f s, %,.0f a minute%n",
                parts,
                kills,
                seeds,
                seconds,
                seeds * 60 / Math.max(seconds, 1e-9));
        return broken == 0;
    }

    private Optional<String> one(long seed) {
        SetWorld world = new SetWorld(seed, mutant);
        Optional<String> what = world.run();
        kills += world.kills();
        parts += world.parts();
        return what;
    }

    private void broken(long seed, String what) {
        broken++;
        if (broken <= NAMED_MAX) {
            out.printf("seed %d: %s; again: ./wal sim --sets --seed %d%n", seed, what, seed);
        }
    }
}
