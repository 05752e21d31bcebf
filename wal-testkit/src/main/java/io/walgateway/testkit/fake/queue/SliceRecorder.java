package io.walgateway.testkit.fake.queue;

import io.walgateway.core.queue.Slice;
import io.walgateway.core.queue.SliceListener;
import java.util.LinkedHashSet;
import java.util.Set;

/** Records which slices a reader holds, and which it has ever given up or lost. Safe for any number of threads. */
public final class SliceRecorder implements SliceListener {
    private final Set<Slice> held = new LinkedHashSet<>();
    private final Set<Slice> revoked = new LinkedHashSet<>();
    private final Set<Slice> lost = new LinkedHashSet<>();

    @Override
    public synchronized void assigned(Set<Slice> slices) {
        held.addAll(slices);
    }

    @Override
    public synchronized void revoked(Set<Slice> slices) {
        held.removeAll(slices);
        revoked.addAll(slices);
    }

    @Override
    public synchronized void lost(Set<Slice> slices) {
        held.removeAll(slices);
        lost.addAll(slices);
    }

    public synchronized Set<Slice> held() {
        return Set.copyOf(held);
    }

    /** All slices that were ever given up. */
    public synchronized Set<Slice> revoked() {
        return Set.copyOf(revoked);
    }

    /** All slices that were ever lost. */
    public synchronized Set<Slice> lost() {
        return Set.copyOf(lost);
    }
}
