package io.walgateway.log.set;

import io.walgateway.core.set.MutationSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sets that this process is opening. However many first parts of a set come at once, it is opened once: conditional
 * writes are slow, and fail, where many contend for one item. Safe for any number of threads.
 */
public final class SetOpenings {
    private final Map<SetStore, CompletableFuture<SetStore.Held>> underWay = new ConcurrentHashMap<>();

    /** Opens the set, unless it exists or is being opened here: then that one is returned. */
    CompletionStage<SetStore.Held> open(SetStore store, MutationSet fresh) {
        CompletableFuture<SetStore.Held> own = new CompletableFuture<>();
        CompletableFuture<SetStore.Held> before = underWay.putIfAbsent(store, own);
        if (before != null) {
            return before;
        }
        CompletableFuture.completedStage(fresh).thenCompose(store::open).whenComplete((held, failure) -> {
            underWay.remove(store, own);
            if (failure == null) {
                own.complete(held);
            } else {
                own.completeExceptionally(failure);
            }
        });
        return own;
    }
}
