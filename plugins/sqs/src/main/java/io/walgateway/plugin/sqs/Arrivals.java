package io.walgateway.plugin.sqs;

import io.walgateway.core.queue.Lease;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Between those that receive and the one that polls: what has come and was not polled yet. While it waits here, its receiver
 * waits too, so that there is never more than one receive of each.
 */
final class Arrivals {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<List<Lease>> waiting = new ArrayDeque<>();
    private boolean woken;
    private boolean paused;
    private boolean closed;

    /** Returns when they are polled, or nobody polls any more. */
    void bring(List<Lease> leases) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waiting.add(leases);
            changed.signalAll();
            while (!closed && isWaiting(leases)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** All that is there, as soon as there is something; nothing while paused. */
    List<Lease> poll(Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (!woken && left > 0 && (paused || waiting.isEmpty())) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            return paused ? List.of() : takeAll();
        } finally {
            lock.unlock();
        }
    }

    void wake() {
        change(() -> woken = true);
    }

    void pause(boolean value) {
        change(() -> paused = value);
    }

    void close() {
        change(() -> closed = true);
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until reading is asked for. False: it never will be again. */
    boolean awaitDemand() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (paused && !closed) {
                changed.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits that long, or until it is closed. */
    void rest(Duration time) throws InterruptedException {
        long left = time.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isWaiting(List<Lease> leases) {
        return waiting.stream().anyMatch(other -> other == leases);
    }

    private List<Lease> takeAll() {
        List<Lease> leases = new ArrayList<>();
        waiting.forEach(leases::addAll);
        waiting.clear();
        changed.signalAll();
        return leases;
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
