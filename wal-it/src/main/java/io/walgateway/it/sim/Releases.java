package io.walgateway.it.sim;

import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.queue.Slice;
import java.util.HashSet;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Delays the release of slices until nothing of them is held: the counterpart of the consumer's SliceReleases. */
final class Releases {
    private static final long MARGIN = 5 * Schedule.SECOND;

    private final World world;
    private final ConsumerProcess process;
    private final Set<Slice> awaited = new HashSet<>();
    private @Nullable Consumer<Boolean> waiter;
    private long waits;

    Releases(World world, ConsumerProcess process) {
        this.world = world;
        this.process = process;
    }

    /** @param then called once, with true if all were released in time */
    void revoked(SequencedSet<Slice> slices, Consumer<Boolean> then) {
        long wait = ++waits;
        awaited.addAll(slices);
        waiter = then;
        process.tell(new DeliveryEvent.Revoked(slices));
        process.later(world.plan.shape().deliveryTimeoutMicros() + MARGIN, () -> {
            if (wait == waits) {
                end(false);
            }
        });
    }

    /** Nothing of this slice is held now. */
    void released(Slice slice) {
        if (awaited.remove(slice) && awaited.isEmpty()) {
            process.soon(() -> end(true));
        }
    }

    private void end(boolean inTime) {
        awaited.clear();
        Consumer<Boolean> told = waiter;
        waiter = null;
        if (told != null) {
            told.accept(inTime);
        }
    }
}
