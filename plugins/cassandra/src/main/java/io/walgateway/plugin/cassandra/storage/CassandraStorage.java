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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The items of one storage namespace; Cassandra's own time to live removes them. */
final class CassandraStorage implements DurableStorage {
    /** A little longer than the driver waits for an answer; covers the connection, too. */
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private static final Duration DELETION_TIMEOUT = Duration.ofSeconds(30);
    /** Cassandra accepts no more than 20 years. */
    private static final long TTL_SECONDS_MAX = 20L * 365 * 24 * 60 * 60;

    /** The most by which a time to live ends after the expiry. */
    private static final int TTL_SECONDS_BEYOND = 2;

    private static final String CONTENT = "content";

    /** How far the clocks of Cassandra's nodes may be ahead of this one. */
    private static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(1);

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
        return storing(expiry, connection -> {
            var numbered = connection.ask(tables.putNumber(), namespace, key, number, ttl);
            return connection
                    .ask(tables.putItem(), namespace, key, StorageTables.bucket(number), number, bytes, ttl)
                    .thenCombine(numbered, (_, _) -> null);
        });
    }

    /** Puts the number after the content, and also where the item exists: the process that stored it may have ended. */
    @Override
    public CompletionStage<Optional<Bytes>> putIfAbsent(String key, int number, Bytes content, Instant expiry) {
        DurableStorage.requireKey(key);
        DurableStorage.requireNumber(number);
        DurableStorage.requireContent(content);
        int ttl = ttl(expiry);
        int bucket = StorageTables.bucket(number);
        ByteBuffer bytes = content.asBuffer();
        return storing(
                expiry,
                connection -> connection
                        .askConditionally(tables.putItemIfAbsent(), namespace, key, bucket, number, bytes, ttl)
                        .thenCompose(rows -> connection
                                .ask(tables.putNumber(), namespace, key, number, ttl)
                                .thenApply(_ -> rows.wasApplied()
                                        ? Optional.<Bytes>empty()
                                        : Optional.of(content(Objects.requireNonNull(rows.one()), CONTENT)))));
    }

    /** One lightweight transaction for each partition: it costs about as much for all of its items as for one. */
    @Override
    public CompletionStage<Set<Integer>> putAllIfAbsent(String key, Map<Integer, Bytes> contents, Instant expiry) {
        DurableStorage.requireKey(key);
        DurableStorage.requireContents(contents);
        int ttl = ttl(expiry);
        return storing(
                expiry,
                connection ->
                        contents.keySet().stream()
                                .collect(Collectors.groupingBy(StorageTables::bucket))
                                .values()
                                .stream()
                                .map(numbers -> putIfAllAbsent(connection, key, numbers, contents, ttl))
                                .reduce(
                                        CompletableFuture.completedStage(Set.of()),
                                        (all, some) -> all.thenCombine(some, CassandraStorage::union)));
    }

    /** Stores items of one partition if none of them exists. */
    private CompletionStage<Set<Integer>> putIfAllAbsent(
            Connection connection, String key, List<Integer> numbers, Map<Integer, Bytes> contents, int ttl) {
        int bucket = StorageTables.bucket(numbers.getFirst());
        List<Object[]> items = numbers.stream()
                .map(number -> new Object[] {
                    namespace,
                    key,
                    bucket,
                    number,
                    contents.getOrDefault(number, Bytes.EMPTY).asBuffer(),
                    ttl
                })
                .toList();
        return connection
                .askTogetherConditionally(tables.putItemIfAbsent(), items)
                .thenCompose(rows -> rows.wasApplied()
                        ? list(connection, key, numbers, ttl).thenApply(_ -> Set.copyOf(numbers))
                        : CompletableFuture.completedFuture(Set.of()));
    }

    /** In one mutation: the numbers of a key are one partition, in which Cassandra lets concurrent ones wait. */
    private CompletionStage<?> list(Connection connection, String key, Collection<Integer> numbers, int ttl) {
        List<Object[]> listed = numbers.stream()
                .map(number -> new Object[] {namespace, key, number, ttl})
                .toList();
        return connection.askTogether(tables.putNumber(), listed);
    }

    private static Set<Integer> union(Set<Integer> some, Set<Integer> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public CompletionStage<Boolean> replace(String key, int number, Bytes expected, Bytes content, Instant expiry) {
        DurableStorage.requireKey(key);
        DurableStorage.requireNumber(number);
        DurableStorage.requireContent(content);
        int ttl = ttl(expiry);
        int bucket = StorageTables.bucket(number);
        ByteBuffer bytes = content.asBuffer();
        ByteBuffer condition = expected.asBuffer();
        return storing(
                expiry,
                connection -> connection
                        .askConditionally(tables.replaceItem(), ttl, bytes, namespace, key, bucket, number, condition)
                        .thenCompose(rows -> rows.wasApplied()
                                ? connection
                                        .ask(tables.putNumber(), namespace, key, number, ttl)
                                        .thenApply(_ -> true)
                                : CompletableFuture.completedFuture(isThere(rows.one(), content))));
    }

    @Override
    public CompletionStage<Void> note(String key, Set<Integer> numbers, Instant expiry) {
        DurableStorage.requireKey(key);
        numbers.forEach(DurableStorage::requireNumber);
        int ttl = ttl(expiry);
        return numbers.isEmpty()
                ? CompletableFuture.completedStage(null)
                : storing(
                        expiry,
                        connection -> list(connection, key, numbers, ttl).thenApply(_ -> null));
    }

    @Override
    public CompletionStage<Void> forget(String key) {
        DurableStorage.requireKey(key);
        return within(
                DELETION_TIMEOUT,
                connection ->
                        connection.ask(tables.deleteNumbers(), namespace, key).thenApply(_ -> null));
    }

    /** The item goes first: a number without an item is harmless, an item without its number cannot be found. */
    @Override
    public CompletionStage<Void> remove(String key, int number) {
        DurableStorage.requireKey(key);
        DurableStorage.requireNumber(number);
        return within(
                TIMEOUT,
                connection -> connection
                        .askConditionally(tables.removeItem(), namespace, key, StorageTables.bucket(number), number)
                        .thenCompose(_ -> connection.ask(tables.removeNumber(), namespace, key, number))
                        .thenApply(_ -> null));
    }

    /** Stores nothing that would have to be kept for longer than the cluster can. */
    private <T> CompletionStage<T> storing(Instant expiry, Function<Connection, CompletionStage<T>> request) {
        return within(
                TIMEOUT,
                connection -> expiry.isAfter(latest(connection))
                        ? CompletableFuture.failedFuture(new StorageUnavailableException(
                                "the cluster keeps nothing past " + latest(connection) + ", but this until " + expiry,
                                null))
                        : request.apply(connection));
    }

    /** A failed condition is answered with the content, if there is any. */
    private static boolean isThere(@Nullable Row row, Bytes content) {
        return row != null
                && row.getColumnDefinitions().contains(CONTENT)
                && content(row, CONTENT).equals(content);
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
                        .thenApply(rows -> Optional.ofNullable(rows.one()).map(row -> content(row, CONTENT))));
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

    /**
     * The deletion has a time ahead of this clock, since items with conditions have their coordinator's time. Nothing
     * is put under the key again.
     */
    private CompletionStage<Void> deleteItems(Connection connection, String key, List<Integer> numbers) {
        long deletionMicros = TimeUnit.MILLISECONDS.toMicros(
                clock.instant().plus(CLOCKS_APART_MAX).toEpochMilli());
        return CompletableFuture.allOf(numbers.stream()
                .map(StorageTables::bucket)
                .distinct()
                .map(bucket -> connection
                        .ask(tables.deleteItems(), deletionMicros, namespace, key, bucket)
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

    private static Bytes content(Row row, String column) {
        ByteBuffer buffer = row.getByteBuffer(column);
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
