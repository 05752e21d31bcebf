package io.walgateway.log.set;

import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The open sets that this process has seen lately. Parts need not look up a set that is known here, since they look at
 * it after they are stored in any case. Safe for any number of threads.
 */
public final class OpenSets {
    /** A set takes a few hundred bytes. */
    static final int KNOWN_MAX = 4_096;

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
}
