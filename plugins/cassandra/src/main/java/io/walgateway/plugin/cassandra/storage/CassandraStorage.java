package io.walgateway.plugin.cassandra.storage;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.plugin.cassandra.cluster.Cluster;
import io.walgateway.plugin.cassandra.cluster.Connection;
import io.walgateway.plugin.cassandra.cluster.DriverOutcomes;
import io.walgateway.plugin.cassandra.cluster.StorageTables;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** The items of one storage namespace; Cassandra's own time to live removes them. */
final class CassandraStorage implements DurableStorage {
    /** A little longer than the driver waits for an answer; covers the connection, too. */
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private static final Duration DELETION_TIMEOUT = Duration.ofSeconds(30);
    /** Cassandra accepts no more than 20 years. */
    private static final long TTL_SECONDS_MAX = 20L * 365 * 24 * 60 * 60;

    /** The most by which a time to live ends after the expiry. */
    private static final int TTL_SECONDS_BEYOND = 2;

    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private final Supplier<Cluster> cluster;
    private final StorageTables tables;
    private final String namespace;
    private final InstantSource clock;

    CassandraStorage(Supplier<Cluster> cluster, StorageTables tables, String namespace, InstantSource clock) {
        this.cluster = cluster;
        this.tables = tables;
        this.namespace = namespace;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> put(String key, int number, Bytes content, Instant expiry) {
        DurableStorage.requireKey(key);
        DurableStorage.requireNumber(number);
        DurableStorage.requireContent(content);
        int ttl = ttl(expiry);
        ByteBuffer bytes = content.asBuffer();
        return within(TIMEOUT, connection -> {
            if (expiry.isAfter(latest(connection))) {
                return CompletableFuture.failedFuture(new StorageUnavailableException(
                        "the cluster keeps nothing past " + latest(connection) + ", but this until " + expiry, null));
            }
            var numbered = connection.ask(tables.putNumber(), namespace, key, number, ttl);
            return connection
                    .ask(tables.putItem(), namespace, key, StorageTables.bucket(number), number, bytes, ttl)
                    .thenCombine(numbered, (_, _) -> null);
        });
    }

    @Override
    public Optional<Instant> latestExpiry() {
        try {
            CompletableFuture<Connection> connection = cluster.get().connection();
            return connection.isDone() && !connection.isCompletedExceptionally()
                    ? Optional.of(latest(connection.join()))
                    : Optional.empty();
        } catch (StorageUnavailableException e) {
            return Optional.empty();
        }
    }

    @Override
    public CompletionStage<Optional<Bytes>> get(String key, int number) {
        DurableStorage.requireKey(key);
        DurableStorage.requireNumber(number);
        return within(
                TIMEOUT,
                connection -> connection
                        .ask(tables.getItem(), namespace, key, StorageTables.bucket(number), number)
                        .thenApply(rows -> Optional.ofNullable(rows.one()).map(CassandraStorage::content)));
    }

    @Override
    public CompletionStage<List<Integer>> numbers(String key) {
        DurableStorage.requireKey(key);
        return within(TIMEOUT, connection -> numbers(connection, key));
    }

    /** Deletes contents before numbers: as long as contents are left, so are their numbers, for the next try. */
    @Override
    public CompletionStage<Void> delete(String key) {
        DurableStorage.requireKey(key);
        return within(
                DELETION_TIMEOUT,
                connection -> numbers(connection, key)
                        .thenCompose(numbers -> deleteItems(connection, key, numbers))
                        .thenCompose(_ -> connection.ask(tables.deleteNumbers(), namespace, key))
                        .thenApply(_ -> null));
    }

    private CompletionStage<List<Integer>> numbers(Connection connection, String key) {
        return connection
                .ask(tables.getNumbers(), namespace, key)
                .thenCompose(rows -> allNumbers(rows, new ArrayList<>()));
    }

    private static CompletionStage<List<Integer>> allNumbers(AsyncResultSet rows, List<Integer> found) {
        rows.currentPage().forEach(row -> found.add(row.getInt(0)));
        return rows.hasMorePages()
                ? rows.fetchNextPage().thenCompose(next -> allNumbers(next, found))
                : CompletableFuture.completedFuture(List.copyOf(found));
    }

    private CompletionStage<Void> deleteItems(Connection connection, String key, List<Integer> numbers) {
        return CompletableFuture.allOf(numbers.stream()
                .map(StorageTables::bucket)
                .distinct()
                .map(bucket -> connection
                        .ask(tables.deleteItems(), namespace, key, bucket)
                        .toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    private <T> CompletionStage<T> within(Duration timeout, Function<Connection, CompletionStage<T>> request) {
        CompletableFuture<Connection> connection;
        try {
            connection = cluster.get().connection();
        } catch (StorageUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
        return connection
                .thenCompose(request)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unavailable(failure)));
    }

    private static Bytes content(Row row) {
        ByteBuffer buffer = row.getByteBuffer(0);
        if (buffer == null) {
            return Bytes.EMPTY;
        }
        byte[] content = new byte[buffer.remaining()];
        buffer.get(content);
        return Bytes.wrap(content);
    }

    private static Instant latest(Connection connection) {
        return connection.latestExpiry().minusSeconds(TTL_SECONDS_BEYOND);
    }

    /** Cassandra counts whole seconds of its clock: with one more, the item exists at least until its expiry. */
    private int ttl(Instant expiry) {
        Duration left = Duration.between(clock.instant(), expiry).plusNanos(2L * NANOS_PER_SECOND - 1);
        return (int) Math.clamp(left.toSeconds(), 1, TTL_SECONDS_MAX);
    }

    private static StorageUnavailableException unavailable(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof StorageUnavailableException already
                ? already
                : new StorageUnavailableException("cassandra: " + DriverOutcomes.text(cause), cause);
    }
}
