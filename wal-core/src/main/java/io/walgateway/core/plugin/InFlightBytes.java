package io.walgateway.core.plugin;

import io.walgateway.core.message.Bytes;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes of the requests to one cluster that are not answered yet. Safe for any number of threads. */
public final class InFlightBytes {
    /** What a record costs beyond its bytes, so that empty ones are bounded too. */
    private static final int OVERHEAD_BYTES = 256;

    private final long max;
    private final AtomicLong held = new AtomicLong();

    /** @param max bytes that may be in flight at once, at least 1 */
    public InFlightBytes(long max) {
        this.max = max;
    }

    /** What a record costs, in bytes. */
    public static long cost(Bytes key, Bytes value) {
        return (long) key.size() + value.size() + OVERHEAD_BYTES;
    }

    /**
     * Takes room for a record, until it is given back by {@link #release}. A record gets it as soon as nothing else is in
     * flight, however large it is.
     *
     * @return false: there is none now
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

    /** For people. */
    @Override
    public String toString() {
        return held.get() + " of " + max + " bytes in flight";
    }
}
