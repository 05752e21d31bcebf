package io.walgateway.log.append;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the writes of one key in their order of arrival while the payload of one of them is being stored in durable
 * storage: later writes are appended after it. At other times no write waits, and no turns are kept.
 */
final class KeyTurns<K> {
    private final Map<K, CompletableFuture<?>> last = new ConcurrentHashMap<>();

    /** Takes a turn that may last; the next turn of this key waits for it. */
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

    /** Takes a turn: at once, or after the turn in progress. */
    <T> CompletionStage<T> take(K key, Supplier<CompletionStage<T>> turn) {
        return last.isEmpty() || !last.containsKey(key) ? turn.get() : takeLong(key, turn);
    }

    private static <T> CompletionStage<T> begin(
            @Nullable CompletableFuture<?> before, Supplier<CompletionStage<T>> turn) {
        CompletableFuture<?> ready = before == null ? CompletableFuture.completedFuture(null) : before;
        // A turn that throws at once ends as well, so those behind it go on.
        return ready.handle((_, _) -> true).thenCompose(_ -> turn.get());
    }
}
