package io.walgateway.controlplane.store;

import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets watchers wait for the next change. A change made here releases them at once. A change made through another
 * control plane is found by polling the store's change number several times a second. A waiting watcher takes a virtual
 * thread, but no connection.
 */
public final class ChangeFeed implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final NamespaceStore store;
    private final int watchersMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition ended = lock.newCondition();
    private final Thread looking;

    private long number = -1;
    private int watchers;
    private long failures;
    private volatile @Nullable RefusedException failure;
    private boolean closed;

    public ChangeFeed(NamespaceStore store, int watchersMax) {
        this.store = store;
        this.watchersMax = watchersMax;
        this.looking = Thread.ofVirtual().name("change-feed").unstarted(this::look);
    }

    public void start() {
        looking.start();
    }

    /** What is wrong with the store, as of the last look; empty: it answers. */
    public Optional<String> trouble() {
        RefusedException last = failure;
        if (last != null) {
            return Optional.of(last.refusal().toString());
        }
        return lastSeen() < 0 ? Optional.of("not reached since the start") : Optional.empty();
    }

    /** The number of the last known change; negative: none yet. */
    public long lastSeen() {
        lock.lock();
        try {
            return number;
        } finally {
            lock.unlock();
        }
    }

    /** The number of waiting watchers. */
    public int watchers() {
        lock.lock();
        try {
            return watchers;
        } finally {
            lock.unlock();
        }
    }

    /** A change of this number has just been made here. */
    public void advanced(long change) {
        locked(() -> {
            number = Math.max(number, change);
            changed.signalAll();
        });
    }

    /**
     * Waits until there is a later change than the given one.
     *
     * @return how much of the time is left; zero when it is over, or this feed is closed
     * @throws RefusedException when the store is away, or the limit of watchers is reached
     */
    public Duration awaitAfter(long change, Duration wait) throws InterruptedException {
        lock.lock();
        try {
            enter();
            long nanos = wait.toNanos();
            long failuresBefore = failures;
            while (number <= change && nanos > 0 && !closed) {
                nanos = changed.awaitNanos(nanos);
                RefusedException last = failure;
                if (last != null && failures != failuresBefore) {
                    throw new RefusedException(last.refusal(), last);
                }
            }
            return closed ? Duration.ZERO : Duration.ofNanos(Math.max(nanos, 0));
        } finally {
            watchers--;
            lock.unlock();
        }
    }

    private void enter() {
        watchers++;
        if (watchers > watchersMax) {
            throw new RefusedException(new Refusal.Busy(watchersMax + " watchers"));
        }
    }

    private void look() {
        try {
            do {
                lookOnce();
            } while (pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnce() {
        long before = lastSeen();
        try {
            seen(before, store.changeNumber());
        } catch (RefusedException e) {
            fail(e);
        } catch (RuntimeException e) {
            fail(new RefusedException(new Refusal.Fault(), e));
        }
    }

    private void fail(RefusedException e) {
        if (failure == null) {
            log.warn("Expected an answer of the store, but {}", e.refusal());
        }
        locked(() -> {
            failures++;
            failure = e;
            changed.signalAll();
        });
    }

    private void seen(long before, long seen) {
        if (failure != null) {
            log.info("The store answers again, at change {}", seen);
        }
        locked(() -> {
            // A change that was made here meanwhile is newer than the one that was read.
            number = number == before ? seen : Math.max(number, seen);
            failure = null;
            changed.signalAll();
        });
    }

    /** Returns false when there is no next look. */
    private boolean pause() throws InterruptedException {
        lock.lock();
        try {
            long nanos = LOOK_EVERY.toNanos();
            while (nanos > 0 && !closed) {
                nanos = ended.awaitNanos(nanos);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** Releases all watchers. */
    @Override
    public void close() {
        locked(() -> {
            closed = true;
            changed.signalAll();
            ended.signalAll();
        });
    }
}
