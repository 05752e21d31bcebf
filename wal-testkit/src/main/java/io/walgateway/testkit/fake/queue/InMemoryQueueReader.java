package io.walgateway.testkit.fake.queue;

import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.queue.SliceListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Stores acknowledgements when it polls or closes, not before: a recent acknowledgement is lost when the reader is
 * expelled, as with a real queue.
 */
final class InMemoryQueueReader implements QueueReader {
    /** How often a waiting poll checks for due entries. */
    private static final long LOOK_NANOS = 2_000_000;

    private static final int LEASES_PER_POLL_MAX = 500;

    private final InMemoryStore store;
    private final InstantSource clock;
    private final List<String> queues;
    private final String groupName;
    private final SliceListener listener;
    private final Map<Slice, HeldSlice> held = new LinkedHashMap<>();
    private final List<Lease> acknowledged = new ArrayList<>();

    private boolean expelled;
    private boolean paused;
    private boolean woken;
    private boolean closed;

    InMemoryQueueReader(
            InMemoryStore store, InstantSource clock, List<String> queues, String groupName, SliceListener listener) {
        this.store = store;
        this.clock = clock;
        this.queues = queues;
        this.groupName = groupName;
        this.listener = listener;
    }

    @Override
    public List<Lease> poll(Duration wait) {
        store.lock.lock();
        try {
            long nanosLeft = wait.toNanos();
            while (true) {
                store.release(clock.instant());
                rebalance();
                List<Lease> leases = paused ? List.of() : next();
                if (!leases.isEmpty() || woken || nanosLeft <= 0) {
                    woken = false;
                    return leases;
                }
                long look = store.holdsBack() ? Math.min(LOOK_NANOS, nanosLeft) : nanosLeft;
                nanosLeft -= look - store.changed.awaitNanos(look);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            store.lock.unlock();
        }
    }

    @Override
    public void acknowledge(Lease lease) {
        store.locked(() -> acknowledged.add(lease));
    }

    @Override
    public CompletionStage<Void> recordAttempts(Lease lease, int attempts) {
        CompletableFuture<Void> stored = new CompletableFuture<>();
        store.locked(() -> {
            HeldSlice slice = held.get(lease.slice());
            if (slice == null || expelled) {
                stored.completeExceptionally(new IllegalStateException("Expected to hold " + lease.origin()));
            } else {
                slice.progress().recordAttempts(lease.position(), attempts);
                stored.complete(null);
            }
        });
        return stored;
    }

    @Override
    public boolean remembersAttempts() {
        return true;
    }

    @Override
    public void pause() {
        store.locked(() -> paused = true);
    }

    @Override
    public void resume() {
        store.locked(() -> paused = false);
    }

    @Override
    public long lag() {
        store.lock.lock();
        try {
            return held.isEmpty()
                    ? -1
                    : held.values().stream().mapToLong(HeldSlice::lag).sum();
        } finally {
            store.lock.unlock();
        }
    }

    @Override
    public void wakeup() {
        store.locked(() -> woken = true);
    }

    @Override
    public void close() {
        store.locked(() -> {
            if (!closed) {
                loseWhatWasTaken();
                giveUp(held.keySet());
                store.group(groupName).leave(this);
                closed = true;
            }
        });
    }

    boolean readsSameAs(InMemoryQueueReader other) {
        return queues.equals(other.queues);
    }

    /** Called under the lock. */
    void expelled() {
        expelled = true;
    }

    private void rebalance() {
        if (closed) {
            throw new IllegalStateException("Expected an open reader, but it is closed");
        }
        GroupState group = store.group(groupName);
        loseWhatWasTaken();
        storeAcknowledged();
        if (group.join(this)) {
            store.changed.signalAll();
        }
        List<SliceLog> share = group.share(this, store.logs(queues));
        Set<Slice> surplus = new LinkedHashSet<>(held.keySet());
        surplus.removeIf(slice -> share.contains(heldSlice(slice).log()));
        giveUp(surplus);
        take(group, share);
    }

    private void loseWhatWasTaken() {
        if (expelled) {
            Set<Slice> lost = Set.copyOf(held.keySet());
            held.clear();
            acknowledged.clear();
            expelled = false;
            if (!lost.isEmpty()) {
                unlocked(() -> listener.lost(lost));
            }
        }
    }

    private void giveUp(Set<Slice> slices) {
        Set<Slice> leaving = Set.copyOf(slices);
        if (!leaving.isEmpty()) {
            unlocked(() -> listener.revoked(leaving));
            loseWhatWasTaken();
            storeAcknowledged();
            leaving.stream().filter(held::containsKey).forEach(slice -> {
                heldSlice(slice).progress().release();
                held.remove(slice);
            });
            store.changed.signalAll();
        }
    }

    private void take(GroupState group, List<SliceLog> share) {
        Set<Slice> taken = new LinkedHashSet<>();
        for (SliceLog log : share) {
            if (group.take(log)) {
                Slice slice = group.newAssignment(log);
                held.put(slice, new HeldSlice(slice, log, group.slice(log)));
                taken.add(slice);
            }
        }
        if (!taken.isEmpty()) {
            unlocked(() -> listener.assigned(taken));
        }
    }

    private List<Lease> next() {
        List<Lease> leases = new ArrayList<>();
        if (!expelled) {
            held.values().forEach(slice -> slice.moveTo(leases, LEASES_PER_POLL_MAX));
        }
        return leases;
    }

    private void storeAcknowledged() {
        if (!expelled) {
            for (Lease lease : acknowledged) {
                HeldSlice slice = held.get(lease.slice());
                if (slice != null) {
                    slice.progress().acknowledge(lease.position());
                }
            }
        }
        acknowledged.clear();
    }

    private HeldSlice heldSlice(Slice slice) {
        return Objects.requireNonNull(held.get(slice));
    }

    /** Listeners may wait for other threads, which may need the lock. */
    private void unlocked(Runnable call) {
        store.lock.unlock();
        try {
            call.run();
        } finally {
            store.lock.lock();
        }
    }
}
