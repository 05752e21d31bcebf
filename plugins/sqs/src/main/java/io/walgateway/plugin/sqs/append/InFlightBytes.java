package io.walgateway.plugin.sqs.append;

import java.util.concurrent.atomic.AtomicLong;

/** How much may be under way at once. Safe for any number of threads. */
final class InFlightBytes {
    private final long max;
    private final AtomicLong held = new AtomicLong();

    InFlightBytes(long max) {
        this.max = max;
    }

    /** False: not now. One message is always let through, however large it is. */
    boolean tryHold(long bytes) {
        long before = held.getAndAdd(bytes);
        if (before > 0 && before + bytes > max) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }

    boolean none() {
        return held.get() == 0;
    }

    @Override
    public String toString() {
        return held.get() + " of " + max + " bytes in flight";
    }
}
