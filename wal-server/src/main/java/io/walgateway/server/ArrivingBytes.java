package io.walgateway.server;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of messages that are no request yet, those that inflate among them; safe for any number of threads. */
final class ArrivingBytes {
    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();

    ArrivingBytes(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Counts more of them; else says which limit keeps them out. They are let go by {@link #release}. */
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
