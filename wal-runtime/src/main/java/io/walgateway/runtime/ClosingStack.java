package io.walgateway.runtime;

import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resources that a process has opened, to be closed in reverse order. Each is closed once and within its own time,
 * and the rest are closed even if one fails or does not end. Safe for any number of threads.
 */
public final class ClosingStack implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ClosingStack.class);

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean closing;

    /**
     * Adds a resource, which is closed before all that were added earlier, and returns it.
     *
     * @param patience how long closing it may hold up the rest
     * @throws IllegalStateException when closing has begun; the resource is closed then
     */
    public <T extends AutoCloseable> T push(String name, Duration patience, T resource) {
        Entry entry = new Entry(name, patience, resource);
        synchronized (entries) {
            if (!closing) {
                entries.push(entry);
                return resource;
            }
        }
        close(entry);
        throw new IllegalStateException("Expected to open " + name + ", but the process is closing");
    }

    /** Closes everything when the process is terminated (SIGTERM, SIGINT), before it ends. */
    public void closeOnShutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "shutdown"));
    }

    /** Closes everything. A second call waits until the first has finished. */
    @Override
    public void close() {
        if (isFirst()) {
            for (Entry entry = poll(); entry != null; entry = poll()) {
                close(entry);
            }
            closed.countDown();
        }
        try {
            awaitClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until everything is closed. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    private boolean isFirst() {
        synchronized (entries) {
            boolean first = !closing;
            closing = true;
            return first;
        }
    }

    private @Nullable Entry poll() {
        synchronized (entries) {
            return entries.poll();
        }
    }

    private static void close(Entry entry) {
        Thread closer = Thread.ofPlatform().daemon().name("close-" + entry.name).start(() -> tryClose(entry));
        try {
            if (!closer.join(entry.patience)) {
                log.warn(
                        "Expected {} to close within {}, but it did not; going on",
                        entry.name,
                        Durations.format(entry.patience));
                closer.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tryClose(Entry entry) {
        try {
            entry.resource.close();
        } catch (Exception e) {
            log.warn("Expected {} to close, but it failed", entry.name, e);
        }
    }

    private record Entry(String name, Duration patience, AutoCloseable resource) {}
}
