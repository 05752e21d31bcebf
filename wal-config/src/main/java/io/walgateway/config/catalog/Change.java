package io.walgateway.config.catalog;

import io.walgateway.core.namespace.TargetEras;
import java.util.List;

/** What the control plane says about one namespace. */
sealed interface Change {
    String name();

    /**
     * The namespace is like this now.
     *
     * @param document JSON
     * @param ending   it takes no writes, and is deleted when all it holds is delivered
     * @param earlier  documents of earlier revisions from whose queues, or for whose targets, there may be something left, the oldest first
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
     * What a namespace was before.
     *
     * @param until    the first revision with other queues or targets
     * @param drained  all that lay there is settled, but for what is delayed
     * @param document JSON
     */
    record Earlier(long until, boolean drained, String document) {}

    /** The namespace is gone. */
    record Deleted(String name) implements Change {}
}
