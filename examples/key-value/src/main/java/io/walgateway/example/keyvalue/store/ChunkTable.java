package io.walgateway.example.keyvalue.store;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.cluster.Session;
import io.walgateway.example.keyvalue.request.Refusals;
import io.walgateway.proto.kv.v1.StagedValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of large values of one namespace. A version is noted before its first chunk is written, so that the chunks
 * of a value that is never completed are found.
 */
public final class ChunkTable {
    static final int CHUNK_BYTES = 256 << 10;
    private static final int ROWS_AT_ONCE = 8;

    private final Session session;
    private final TableNames names;
    private final InstantSource clock;

    ChunkTable(Session session, TableNames names, InstantSource clock) {
        this.session = session;
        this.names = names;
        this.clock = clock;
    }

    /** Whose chunks they are. */
    public record Place(String id, ByteString key, String version) {}

    /** A version that has chunks, and when it was noted last. */
    record Staged(Place place, long sinceMicros) {}

    /** Stages a value that arrived as a whole; eight chunks at a time. */
    public CompletableFuture<StagedValue> stage(Place place, ByteString value) {
        int chunks = Math.ceilDiv(value.size(), CHUNK_BYTES);
        CompletableFuture<Void> done = note(place);
        for (int first = 0; first < chunks; first += ROWS_AT_ONCE) {
            int from = first;
            int to = Math.min(chunks, first + ROWS_AT_ONCE);
            done = done.thenCompose(_ -> CompletableFuture.allOf(IntStream.range(from, to)
                    .mapToObj(number -> put(
                            place,
                            number,
                            value.substring(number * CHUNK_BYTES, Math.min(value.size(), (number + 1) * CHUNK_BYTES))))
                    .toArray(CompletableFuture<?>[]::new)));
        }
        return done.thenApply(_ -> staged(place, chunks, value.size()));
    }

    /** Stages a single chunk. */
    public CompletableFuture<Void> stage(Place place, int number, ByteString bytes) {
        return note(place).thenCompose(_ -> put(place, number, bytes)).thenApply(_ -> null);
    }

    /** The value as its item names it; refused unless all of its chunks are there. */
    public CompletableFuture<StagedValue> complete(Place place, int total, long bytesMax) {
        String cql = "SELECT number, size, writetime(bytes) FROM " + names.chunks()
                + " WHERE id = ? AND key = ? AND version = ?";
        return session.ask(cql, place.id(), ItemTable.buffer(place.key()), place.version())
                .thenApply(rows -> staged(place, total, bytes(rows, total, bytesMax)));
    }

    /** The value; empty if a chunk is missing, as when the item was replaced long ago. */
    public CompletableFuture<Optional<ByteString>> read(String id, ByteString key, StagedValue staged) {
        String cql = "SELECT number, bytes FROM " + names.chunks() + " WHERE id = ? AND key = ? AND version = ?";
        return session.bound(cql, id, ItemTable.buffer(key), staged.getVersion())
                .thenCompose(statement -> read(statement, null, new ArrayList<>()))
                .thenApply(chunks -> chunks.size() == staged.getChunks()
                        ? Optional.of(ByteString.copyFrom(chunks)).filter(value -> value.size() == staged.getBytes())
                        : Optional.empty());
    }

    /** All versions that have chunks, in pages. */
    CompletableFuture<AsyncResultSet> staged() {
        return session.ask("SELECT id, key, version, since FROM " + names.staged());
    }

    static Staged staged(Row row) {
        return new Staged(
                new Place(
                        String.valueOf(row.getString(0)),
                        ByteString.copyFrom(Objects.requireNonNull(row.getByteBuffer(1))),
                        String.valueOf(row.getString(2))),
                row.getLong(3));
    }

    /** Removes chunks that were written until then, and after them the note. */
    CompletableFuture<Void> remove(Staged staged) {
        Place place = staged.place();
        ByteBuffer key = ItemTable.buffer(place.key());
        return session.ask(
                        "DELETE FROM " + names.chunks() + " USING TIMESTAMP ? WHERE id = ? AND key = ? AND version = ?",
                        ChunkRule.writtenBefore(staged.sinceMicros()),
                        place.id(),
                        key,
                        place.version())
                .thenCompose(_ -> session.ask(
                        "DELETE FROM " + names.staged() + " USING TIMESTAMP ? WHERE id = ? AND key = ? AND version = ?",
                        staged.sinceMicros(),
                        place.id(),
                        key,
                        place.version()))
                .thenApply(_ -> null);
    }

    private CompletableFuture<Void> note(Place place) {
        long now = now();
        return session.ask(
                        "UPDATE " + names.staged()
                                + " USING TIMESTAMP ? SET since = ? WHERE id = ? AND key = ? AND version = ?",
                        now,
                        now,
                        place.id(),
                        ItemTable.buffer(place.key()),
                        place.version())
                .thenApply(_ -> null);
    }

    private CompletableFuture<AsyncResultSet> put(Place place, int number, ByteString bytes) {
        return session.ask(
                "UPDATE " + names.chunks() + " USING TIMESTAMP ? SET bytes = ?, size = ?"
                        + " WHERE id = ? AND key = ? AND version = ? AND number = ?",
                now(),
                ItemTable.buffer(bytes),
                bytes.size(),
                place.id(),
                ItemTable.buffer(place.key()),
                place.version(),
                number);
    }

    private long bytes(AsyncResultSet rows, int total, long bytesMax) {
        boolean[] there = new boolean[total];
        long bytes = 0;
        long oldest = Long.MAX_VALUE;
        for (Row row : rows.currentPage()) {
            if (row.getInt(0) < total) {
                there[row.getInt(0)] = true;
                bytes += row.getInt(1);
                oldest = Math.min(oldest, row.getLong(2));
            }
        }
        int missing =
                IntStream.range(0, total).filter(i -> !there[i]).findFirst().orElse(total);
        if (missing < total) {
            throw Refusals.unfitting(
                    "items.chunk", "the last of " + total, "chunk " + missing + " before it, with the same token");
        }
        if (bytes > bytesMax) {
            throw Refusals.invalid("items.value", bytes + " bytes in chunks", "at most " + bytesMax + " bytes");
        }
        if (oldest < now() - ChunkRule.COMPLETED_WITHIN.toMillis() * 1_000) {
            throw Refusals.unfitting(
                    "items.chunk",
                    "the last of " + total,
                    "all chunks within 29 days: put them again with a new token");
        }
        return bytes;
    }

    private CompletableFuture<List<ByteString>> read(
            BoundStatement statement, @Nullable ByteBuffer state, List<ByteString> chunks) {
        return session.page(statement, ROWS_AT_ONCE, state).thenCompose(rows -> {
            rows.currentPage().forEach(row -> {
                ByteBuffer bytes = row.getByteBuffer(1);
                chunks.add(bytes == null ? ByteString.EMPTY : ByteString.copyFrom(bytes));
            });
            return rows.hasMorePages()
                    ? read(statement, rows.getExecutionInfo().getPagingState(), chunks)
                    : CompletableFuture.completedFuture(chunks);
        });
    }

    private static StagedValue staged(Place place, int chunks, long bytes) {
        return StagedValue.newBuilder()
                .setVersion(place.version())
                .setChunks(chunks)
                .setBytes(bytes)
                .build();
    }

    private long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
