package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.Revision;
import java.util.List;

/**
 * A namespace as it is stored, and whether it can be served.
 *
 * @param revision of which
 * @param gaps     what it asks for that has no plugin here; empty: all of it can be served
 */
public record Stored(Revision revision, List<String> gaps) {

    public Stored {
        gaps = List.copyOf(gaps);
    }

    public boolean served() {
        return gaps.isEmpty();
    }
}
