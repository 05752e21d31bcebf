package io.walgateway.benchmarks.contest;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The payloads of one load that the server has acknowledged, and those that failed. Safe for any number of threads. */
final class Count {
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();

    void delivered(int payloads) {
        delivered.add(payloads);
    }

    void failed(String why) {
        failed.increment();
        firstFailure.compareAndSet(null, why);
    }

    long delivered() {
        return delivered.sum();
    }

    long failures() {
        return failed.sum();
    }

    /** The reason of the first failure. */
    Optional<String> firstFailure() {
        return Optional.ofNullable(firstFailure.get());
    }
}
