package io.walgateway.example.keyvalue.store;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.walgateway.core.text.Reasons;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the chunks of values that were replaced, deleted, or never completed. It reads the notes of all versions, and
 * nothing else. Several processes may sweep at once: they remove the same.
 */
public final class ChunkSweeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChunkSweeper.class);

    private final Tables tables;
    private final List<String> namespaces;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("chunk-sweeper").factory());

    public ChunkSweeper(Tables tables, List<String> namespaces, InstantSource clock) {
        this.tables = tables;
        this.namespaces = List.copyOf(namespaces);
        this.clock = clock;
    }

    /** Sweeps now and then, with this pause in between. */
    public ChunkSweeper start(Duration pause) {
        var _ = thread.scheduleWithFixedDelay(this::sweep, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Sweeps all namespaces once. */
    void sweep() {
        for (String namespace : namespaces) {
            try {
                sweep(tables.of(namespace).join());
            } catch (RuntimeException e) {
                log.warn("Expected to sweep chunks, but it failed. namespace={} why={}", namespace, Reasons.of(e));
            }
        }
    }

    private void sweep(Tables.Of namespace) {
        AsyncResultSet rows = namespace.chunks().staged().join();
        while (true) {
            for (Row row : rows.currentPage()) {
                remove(namespace, ChunkTable.staged(row)).join();
            }
            if (!rows.hasMorePages() || Thread.currentThread().isInterrupted()) {
                return;
            }
            rows = rows.fetchNextPage().toCompletableFuture().join();
        }
    }

    private CompletableFuture<Void> remove(Tables.Of namespace, ChunkTable.Staged staged) {
        Duration age = Duration.between(Instant.EPOCH.plus(staged.sinceMicros(), ChronoUnit.MICROS), clock.instant());
        if (age.compareTo(ChunkRule.REPLACED_KEPT) < 0) {
            return CompletableFuture.completedFuture(null);
        }
        return namespace
                .items()
                .find(staged.place().id(), staged.place().key())
                .thenCompose(item -> ChunkRule.isKept(staged.place().version(), age, item)
                        ? CompletableFuture.completedFuture(null)
                        : namespace.chunks().remove(staged));
    }
}
