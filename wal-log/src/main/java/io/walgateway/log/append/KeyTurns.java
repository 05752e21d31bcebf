package io.walgateway.log.append;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the writes of one key in the order in which they came while one of them is on its way to durable storage: those
 * behind it are appended after it. While none is, nobody waits and nothing is kept.
 */
final class KeyTurns<K> {
    private final Map<K, CompletableFuture<?>> last = new ConcurrentHashMap<>();

    /** Takes a turn that may last; the next one of this key waits for it. */
    <T> CompletionStage<T> takeLong(K key, Supplier<CompletionStage<T>> turn) {
        CompletableFuture<T> end = new CompletableFuture<>();
        CompletableFuture<?> before = last.put(key, end);
        begin(before, turn).whenComplete((result, failure) -> {
            last.remove(key, end);
            if (failure == null) {
                end.complete(result);
            } else {
                end.completeExceptionally(failure);
            }
        });
        return end;
    }

    /** Takes a turn: at once, or where another is under way, after it. */
    <T> CompletionStage<T> take(K key, Supplier<CompletionStage<T>> turn) {
        return last.isEmpty() || !last.containsKey(key) ? turn.get() : takeLong(key, turn);
    }

    private static <T> CompletionStage<T> begin(
            @Nullable CompletableFuture<?> before, Supplier<CompletionStage<T>> turn) {
        CompletableFuture<?> ready = before == null ? CompletableFuture.completedFuture(null) : before;
        // Also a turn that throws at once ends, so that those behind it go on.
        return ready.handle((_, _) -> true).thenCompose(_ -> turn.get());
    }
}
