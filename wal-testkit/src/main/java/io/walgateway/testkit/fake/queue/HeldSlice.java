package io.walgateway.testkit.fake.queue;

import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import io.walgateway.testkit.fake.queue.GroupState.SliceState;
import java.util.List;
import java.util.stream.LongStream;

/** A slice that a reader holds, and how far the reader has read it. To be used under the lock of the store. */
final class HeldSlice {
    private final Slice slice;
    private final SliceLog log;
    private final SliceState progress;
    private long next;

    HeldSlice(Slice slice, SliceLog log, SliceState progress) {
        this.slice = slice;
        this.log = log;
        this.progress = progress;
        next = progress.start();
    }

    SliceLog log() {
        return log;
    }

    SliceState progress() {
        return progress;
    }

    /** Hands out entries that were not handed out yet, up to this many leases. */
    void moveTo(List<Lease> leases, int leasesMax) {
        for (; next < log.entries().size() && leases.size() < leasesMax; next++) {
            if (!progress.isAcknowledged(next)) {
                SliceLog.Stored stored = log.entries().get((int) next);
                leases.add(new Lease(
                        slice,
                        next,
                        stored.entry().key(),
                        stored.entry().record(),
                        stored.appended(),
                        progress.attempts(next)));
            }
        }
    }

    long lag() {
        return LongStream.range(progress.start(), log.entries().size())
                .filter(position -> !progress.isAcknowledged(position))
                .count();
    }
}
