package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.Revision;
import io.walgateway.controlplane.store.Ending;
import io.walgateway.controlplane.store.QueueUse.Clash;
import java.util.List;
import java.util.Optional;

/**
 * A namespace as it is stored, and whether it can be served.
 *
 * @param revision of which
 * @param gaps     what it asks for that has no plugin here; empty: all of it can be served
 * @param ending   how its deletion goes; empty: it is not being deleted
 * @param clashes  queues that it shares with other namespaces, from before that was refused
 */
public record Stored(Revision revision, List<String> gaps, Optional<Ending> ending, List<Clash> clashes) {

    public Stored {
        gaps = List.copyOf(gaps);
        clashes = List.copyOf(clashes);
    }

    /** One whose queues nobody was asked about. */
    public Stored(Revision revision, List<String> gaps) {
        this(revision, gaps, Optional.empty(), List.of());
    }

    /** The same with the queues that it shares. */
    Stored with(List<Clash> shared) {
        return new Stored(revision, gaps, ending, shared);
    }

    /** The same while it is being deleted. */
    Stored with(Optional<Ending> itsEnding) {
        return new Stored(revision, gaps, itsEnding, clashes);
    }

    public boolean served() {
        return gaps.isEmpty();
    }
}
