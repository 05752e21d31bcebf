package io.walgateway.log.set;

import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open sets that this process has seen lately, and those that it is opening. A part need not look up a set that is
 * known here, since it looks at the set after it is stored in any case. However many first parts of a set come at once,
 * it is opened once: conditional writes are slow, and fail, where many contend for one item.
 *
 * <p>Safe for any number of threads.
 */
public final class OpenSets {
    /** A set takes a few hundred bytes. */
    static final int KNOWN_MAX = 4_096;

    private final Map<SetStore, CompletableFuture<MutationSet>> underWay = new ConcurrentHashMap<>();
    private final Map<SetStore, MutationSet> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SetStore, MutationSet> eldest) {
            return size() > KNOWN_MAX;
        }
    };

    /** The set as it was seen last; empty if it was not, or was no longer open. */
    Optional<MutationSet> known(SetStore store) {
        synchronized (known) {
            return Optional.ofNullable(known.get(store));
        }
    }

    /** Remembers the set while it is open. */
    void seen(SetStore store, Optional<MutationSet> set) {
        Optional<MutationSet> open = set.filter(found -> found.state() instanceof SetState.Open);
        synchronized (known) {
            open.ifPresentOrElse(found -> known.put(store, found), () -> known.remove(store));
        }
    }

    /** Opens the set, unless it exists or is being opened here: then that one is returned. */
    CompletionStage<MutationSet> open(SetStore store, MutationSet fresh) {
        CompletableFuture<MutationSet> own = new CompletableFuture<>();
        CompletableFuture<MutationSet> before = underWay.putIfAbsent(store, own);
        if (before != null) {
            return before;
        }
        CompletableFuture.completedStage(fresh).thenCompose(store::open).whenComplete((held, failure) -> {
            underWay.remove(store, own);
            if (failure == null) {
                own.complete(held.set());
            } else {
                own.completeExceptionally(failure);
            }
        });
        return own;
    }
}
