package io.walgateway.config.catalog;

import io.walgateway.core.namespace.TargetEras;
import java.util.List;

/** A change of one namespace, as the control plane reports it. */
sealed interface Change {
    String name();

    /**
     * The namespace's current state.
     *
     * @param document   JSON
     * @param ending     it accepts no writes, and is deleted once everything it holds is delivered
     * @param earlier    documents of earlier revisions whose queues or targets may have messages left, the oldest first
     * @param targetEras which targets each revision had
     */
    record Put(
            String name,
            long revision,
            String shard,
            String document,
            boolean ending,
            List<Earlier> earlier,
            TargetEras targetEras)
            implements Change {
        public Put {
            earlier = List.copyOf(earlier);
        }
    }

    /**
     * An earlier state of a namespace.
     *
     * @param until    the first revision with other queues or targets
     * @param drained  everything in its queues is settled, except delayed entries
     * @param document JSON
     */
    record Earlier(long until, boolean drained, String document) {}

    /** The namespace was deleted. */
    record Deleted(String name) implements Change {}
}
