package io.walgateway.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits the writes under way at once, in count and in bytes. A write that is larger than the limit of bytes goes
 * alone. Safe for any number of threads.
 */
final class InFlight {
    private final int writesMax;
    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private int writes;
    private long bytes;

    InFlight(int writesMax, long bytesMax) {
        this.writesMax = writesMax;
        this.bytesMax = bytesMax;
    }

    /** False: there is no room now. */
    boolean tryEnter(long size) {
        lock.lock();
        try {
            return enter(size);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for room; false: there was none in time. */
    boolean enter(long size, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (!enter(size)) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void leave(long size) {
        lock.lock();
        try {
            writes--;
            bytes -= size;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no write is under way; false: some still are. */
    boolean awaitNothing(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (writes > 0) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                var _ = changed.await(left, TimeUnit.NANOSECONDS);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The limits, for error messages. */
    @Override
    public String toString() {
        return writesMax + " writes or " + bytesMax + " bytes under way";
    }

    private boolean enter(long size) {
        if (writes > 0 && (writes >= writesMax || bytes + size > bytesMax)) {
            return false;
        }
        writes++;
        bytes += size;
        return true;
    }
}
