package io.walgateway.server;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of messages that are not requests yet, including those being inflated. Safe for any number of threads. */
final class ArrivingBytes {
    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();

    ArrivingBytes(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Reserves room for more bytes, or returns the limit that prevents it. {@link #release} frees the room. */
    Optional<String> hold(long more) {
        if (bytes.addAndGet(more) > bytesMax) {
            release(more);
            return Optional.of("messages of more than " + bytesMax
                    + " bytes would be arriving at once (limits.in-flight-bytes-max)");
        }
        return Optional.empty();
    }

    void release(long held) {
        bytes.addAndGet(-held);
    }

    long count() {
        return bytes.get();
    }
}
