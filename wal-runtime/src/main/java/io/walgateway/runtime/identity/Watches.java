package io.walgateway.runtime.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Threads that look after files and keys, one for each, so that a slow issuer does not delay a file, and nobody who
 * identifies a caller waits for either.
 */
final class Watches implements AutoCloseable {
    private final List<ScheduledExecutorService> threads = new ArrayList<>();

    /** @param look must not throw */
    void everySecond(String name, Runnable look) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        threads.add(thread);
        var _ = thread.scheduleWithFixedDelay(look, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        threads.forEach(ScheduledExecutorService::shutdownNow);
    }
}
