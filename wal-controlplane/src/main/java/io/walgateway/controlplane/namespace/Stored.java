package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.Revision;
import io.walgateway.controlplane.store.Ending;
import io.walgateway.controlplane.store.QueueUse.Clash;
import java.util.List;
import java.util.Optional;

/**
 * A namespace as it is stored, and whether it can be served.
 *
 * @param revision the stored revision
 * @param gaps     parts of its document that have no plugin here; empty: all of it can be served
 * @param ending   the progress of its deletion; empty: it is not being deleted
 * @param clashes  queues that it shares with other namespaces, from before that was refused
 */
public record Stored(Revision revision, List<String> gaps, Optional<Ending> ending, List<Clash> clashes) {

    public Stored {
        gaps = List.copyOf(gaps);
        clashes = List.copyOf(clashes);
    }

    /** A namespace for which clashes were not looked up. */
    public Stored(Revision revision, List<String> gaps) {
        this(revision, gaps, Optional.empty(), List.of());
    }

    /** Returns this with the queues that it shares. */
    Stored with(List<Clash> shared) {
        return new Stored(revision, gaps, ending, shared);
    }

    /** Returns this with the progress of its deletion. */
    Stored with(Optional<Ending> itsEnding) {
        return new Stored(revision, gaps, itsEnding, clashes);
    }

    public boolean served() {
        return gaps.isEmpty();
    }
}
