package io.walgateway.core.namespace;

import java.util.List;

/**
 * The known earlier revisions of a namespace.
 *
 * @param earlier    queues and targets for which messages may remain, the oldest first
 * @param targetEras which targets each revision had
 */
public record History(List<Generation> earlier, TargetEras targetEras) {
    /** For a namespace whose queues never changed. */
    public static final History NONE = new History(List.of(), TargetEras.UNKNOWN);

    public History {
        earlier = List.copyOf(earlier);
    }
}
