package io.walgateway.example.keyvalue.cluster;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Makes a thing for each key once. All callers share the attempt that is under way, and one that failed is made again. Safe
 * for any number of threads.
 */
public final class Once<K, V> {
    private final Map<K, CompletableFuture<V>> made = new ConcurrentHashMap<>();
    private final Function<K, CompletableFuture<V>> maker;

    /** @param maker must neither block nor ask this for another key */
    public Once(Function<K, CompletableFuture<V>> maker) {
        this.maker = maker;
    }

    public CompletableFuture<V> of(K key) {
        CompletableFuture<V> known = made.get(key);
        return known != null && !known.isCompletedExceptionally()
                ? known
                : made.compute(
                        key,
                        (_, current) ->
                                current != null && !current.isCompletedExceptionally() ? current : maker.apply(key));
    }
}
