package io.walgateway.core.namespace;

import java.util.List;

/**
 * What is known of a namespace's earlier revisions.
 *
 * @param earlier    queues and targets for which something may be left, the oldest first
 * @param targetEras which targets each revision had
 */
public record History(List<Generation> earlier, TargetEras targetEras) {
    /** For a namespace whose queues were never others. */
    public static final History NONE = new History(List.of(), TargetEras.UNKNOWN);

    public History {
        earlier = List.copyOf(earlier);
    }
}
