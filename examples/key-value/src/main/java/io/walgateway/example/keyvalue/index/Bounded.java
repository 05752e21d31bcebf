package io.walgateway.example.keyvalue.index;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Makes many requests, a few at a time. */
final class Bounded {
    private static final int AT_ONCE = 32;

    private Bounded() {}

    /** The results in the order of the elements. */
    static <T, R> CompletableFuture<List<R>> each(List<T> all, Function<T, CompletableFuture<R>> request) {
        CompletableFuture<List<R>> done = CompletableFuture.completedFuture(new ArrayList<>());
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<T> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            done = done.thenCompose(results -> {
                List<CompletableFuture<R>> requests = some.stream().map(request).toList();
                return CompletableFuture.allOf(requests.toArray(CompletableFuture<?>[]::new))
                        .thenApply(_ -> {
                            requests.forEach(each -> results.add(each.join()));
                            return results;
                        });
            });
        }
        return done;
    }
}
