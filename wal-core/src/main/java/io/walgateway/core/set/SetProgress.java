package io.walgateway.core.set;

import java.util.BitSet;
import java.util.Collection;
import java.util.OptionalInt;

/** Which parts of a set one target has. It only grows; each part is noted before the next one begins. */
public final class SetProgress {
    private final int total;
    private final BitSet done = new BitSet();

    /** @param done the sequences that are noted as done */
    public SetProgress(int total, Collection<Integer> done) {
        this.total = total;
        done.stream().filter(sequence -> sequence < total).forEach(this.done::set);
    }

    /** The part to apply now; equal to the total if each part has its outcome. */
    public int next() {
        return done.nextClearBit(0);
    }

    /** The part that is next once this one is done, too; empty if there is none. */
    public OptionalInt nextAfter(int sequence) {
        int next = next() == sequence ? done.nextClearBit(sequence + 1) : next();
        return next < total ? OptionalInt.of(next) : OptionalInt.empty();
    }

    /** True if each part has its outcome. */
    public boolean isComplete() {
        return next() >= total;
    }

    /** How many parts have their outcome. */
    public int count() {
        return done.cardinality();
    }

    /** The outcome of this part is durable. */
    public void done(int sequence) {
        done.set(sequence);
    }

    /** Human-readable: {@code part 3 of 10}. */
    @Override
    public String toString() {
        return "part " + next() + " of " + total;
    }
}
