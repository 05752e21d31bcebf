package io.walgateway.server;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the writes that wait for their queue's answer, and keeps them within limits. */
final class InFlight {
    private final int requestsMax;
    private final long bytesMax;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    InFlight(int requestsMax, long bytesMax) {
        this.requestsMax = requestsMax;
        this.bytesMax = bytesMax;
    }

    /** Admits a write, or returns the limit that prevents it. Call {@link #leave} once for each admitted write. */
    Optional<String> enter(int size) {
        if (requests.incrementAndGet() > requestsMax) {
            requests.decrementAndGet();
            return Optional.of(requestsMax + " requests are in flight (limits.in-flight-requests-max)");
        }
        if (bytes.addAndGet(size) > bytesMax) {
            leave(size);
            return Optional.of("more than " + bytesMax + " bytes would be in flight (limits.in-flight-bytes-max)");
        }
        return Optional.empty();
    }

    void leave(int size) {
        bytes.addAndGet(-size);
        requests.decrementAndGet();
    }

    int requests() {
        return requests.get();
    }

    long bytes() {
        return bytes.get();
    }
}
