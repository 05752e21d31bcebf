package io.walgateway.plugin.sqs.read;

import io.walgateway.core.queue.Lease;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds received messages between the receivers and the thread that polls. While messages wait here, their receiver
 * waits, too, so that there is never more than one receive of each.
 */
final class ReceiveBuffer {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Arrival> waiting = new ArrayDeque<>();
    private boolean woken;
    private boolean paused;
    private boolean closed;

    /** The leases of one receive. */
    private static final class Arrival {
        private final List<Lease> leases;
        private boolean polled;

        Arrival(List<Lease> leases) {
            this.leases = leases;
        }
    }

    /**
     * Returns when the leases are polled. False: they will not be for a while, or never, and are the caller's again.
     */
    boolean bring(List<Lease> leases) throws InterruptedException {
        Arrival arrival = new Arrival(leases);
        lock.lockInterruptibly();
        try {
            waiting.add(arrival);
            changed.signalAll();
            while (!closed && !paused && !arrival.polled) {
                changed.await();
            }
            waiting.remove(arrival);
            return arrival.polled;
        } finally {
            lock.unlock();
        }
    }

    /** Returns all waiting leases, as soon as there are any; none while paused. */
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

    /** Waits while reading is paused. False: the buffer is closed. */
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

    /** Waits for this time, or until the buffer is closed. */
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

    private List<Lease> takeAll() {
        List<Lease> leases = new ArrayList<>();
        for (Arrival arrival : waiting) {
            leases.addAll(arrival.leases);
            arrival.polled = true;
        }
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
