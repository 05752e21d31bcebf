package io.walgateway.example.keyvalue.index;

import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.namespace.IndexDefinition;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How far the building of each index is. An index that was ready once stays so. */
public final class IndexBuilds {
    private final Indices indices;
    private final Set<String> ready = ConcurrentHashMap.newKeySet();

    public IndexBuilds(Indices indices) {
        this.indices = indices;
    }

    /**
     * How far a build is.
     *
     * @param token where the next page of items begins; empty: at the beginning
     */
    record State(boolean done, ByteString token) {
        static final State NEW = new State(false, ByteString.EMPTY);
        static final State DONE = new State(true, ByteString.EMPTY);
    }

    /** True if all items that existed before have their entries. */
    public CompletableFuture<Boolean> isReady(KeyValueNamespace namespace, IndexDefinition index) {
        return state(namespace, index).thenApply(State::done);
    }

    CompletableFuture<State> state(KeyValueNamespace namespace, IndexDefinition index) {
        return ready.contains(name(namespace, index))
                ? CompletableFuture.completedFuture(State.DONE)
                : stored(namespace, index);
    }

    private CompletableFuture<State> stored(KeyValueNamespace namespace, IndexDefinition index) {
        return indices.of(namespace)
                .thenCompose(tables -> tables.session()
                        .ask(
                                "SELECT done, position FROM " + tables.builds() + " WHERE namespace = ? AND idx = ?",
                                namespace.name(),
                                index.key()))
                .thenApply(rows -> Optional.ofNullable(rows.one())
                        .map(row -> new State(row.getBoolean(0), bytes(row.getByteBuffer(1))))
                        .orElse(State.NEW))
                .thenApply(state -> {
                    if (state.done()) {
                        ready.add(name(namespace, index));
                    }
                    return state;
                });
    }

    CompletableFuture<Void> store(KeyValueNamespace namespace, IndexDefinition index, State state) {
        return indices.of(namespace)
                .thenCompose(tables -> tables.session()
                        .ask(
                                "UPDATE " + tables.builds()
                                        + " SET done = ?, position = ? WHERE namespace = ? AND idx = ?",
                                state.done(),
                                state.token().asReadOnlyByteBuffer(),
                                namespace.name(),
                                index.key()))
                .thenApply(_ -> null);
    }

    private static String name(KeyValueNamespace namespace, IndexDefinition index) {
        return namespace.name() + " " + index.key();
    }

    private static ByteString bytes(@Nullable ByteBuffer buffer) {
        return buffer == null ? ByteString.EMPTY : ByteString.copyFrom(buffer);
    }
}
