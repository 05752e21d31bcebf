package io.walgateway.plugin.cassandra.row;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The tables as the driver knows them. The driver follows changes by itself, with a short delay. */
public final class Schema {
    private static final long NANOS_BETWEEN_READS = Duration.ofSeconds(1).toNanos();

    private final CqlSession session;
    private final Map<TableAddress, Known> known = new ConcurrentHashMap<>();
    private @Nullable CompletableFuture<Void> next;
    private long lastReadNanos = System.nanoTime() - NANOS_BETWEEN_READS;

    public Schema(CqlSession session) {
        this.session = session;
    }

    public Optional<TableShape> find(TableAddress address) {
        Optional<TableMetadata> table = session.getMetadata()
                .getKeyspace(CqlIdentifier.fromInternal(address.keyspace()))
                .flatMap(keyspace -> keyspace.getTable(CqlIdentifier.fromInternal(address.table())));
        if (table.isEmpty()) {
            known.remove(address);
            return Optional.empty();
        }
        return Optional.of(shape(address, table.get()));
    }

    /**
     * Completes when a read of the definitions that began after this call has ended. Reads begin a second apart, and
     * all waiting callers share the next one, so that a flood of bad payloads does not become a flood of reads.
     */
    public synchronized CompletableFuture<Void> afresh() {
        CompletableFuture<Void> waiting = next;
        if (waiting == null) {
            long wait = Math.max(0, lastReadNanos + NANOS_BETWEEN_READS - System.nanoTime());
            waiting = CompletableFuture.supplyAsync(
                            this::read, CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS))
                    .thenCompose(reading -> reading);
            next = waiting;
        }
        return waiting;
    }

    private CompletableFuture<Void> read() {
        synchronized (this) {
            next = null;
            lastReadNanos = System.nanoTime();
        }
        return session.refreshSchemaAsync().toCompletableFuture().thenApply(metadata -> null);
    }

    private TableShape shape(TableAddress address, TableMetadata table) {
        Known last = known.get(address);
        if (last == null || !last.table().equals(table)) {
            last = new Known(table, TableShape.of(table));
            known.put(address, last);
        }
        return last.shape();
    }

    private record Known(TableMetadata table, TableShape shape) {}
}
