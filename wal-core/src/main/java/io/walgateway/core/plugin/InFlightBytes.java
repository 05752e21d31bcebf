package io.walgateway.core.plugin;

import io.walgateway.core.message.Bytes;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes of unanswered requests to one cluster. Safe for any number of threads. */
public final class InFlightBytes {
    /** The cost of a record beyond its bytes, so that empty records are bounded too. */
    private static final int OVERHEAD_BYTES = 256;

    private final long max;
    private final AtomicLong held = new AtomicLong();

    /** @param max bytes that may be in flight at once, at least 1 */
    public InFlightBytes(long max) {
        this.max = max;
    }

    /** The cost of a record, in bytes. */
    public static long cost(Bytes key, Bytes value) {
        return (long) key.size() + value.size() + OVERHEAD_BYTES;
    }

    /**
     * Reserves room for a record until {@link #release} frees it. A record of any size gets room once nothing else is
     * in flight.
     *
     * @return false if there is no room now
     */
    public boolean tryHold(long bytes) {
        long before = held.getAndAdd(bytes);
        if (before > 0 && before + bytes > max) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    public void release(long bytes) {
        held.addAndGet(-bytes);
    }

    public boolean none() {
        return held.get() == 0;
    }

    /** Human-readable. */
    @Override
    public String toString() {
        return held.get() + " of " + max + " bytes in flight";
    }
}
