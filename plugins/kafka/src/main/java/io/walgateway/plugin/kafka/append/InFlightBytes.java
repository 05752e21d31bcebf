package io.walgateway.plugin.kafka.append;

import io.walgateway.core.message.Bytes;
import java.util.concurrent.atomic.AtomicLong;

/** How much may be under way at once. */
public final class InFlightBytes {
    /** What a record costs beyond its bytes, so that empty ones are bounded too. */
    private static final int OVERHEAD_BYTES = 256;

    private final long max;
    private final AtomicLong held = new AtomicLong();

    InFlightBytes(long max) {
        this.max = max;
    }

    public static long cost(Bytes key, Bytes value) {
        return (long) key.size() + value.size() + OVERHEAD_BYTES;
    }

    /** False: not now. One record is always let through, however large it is. */
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
