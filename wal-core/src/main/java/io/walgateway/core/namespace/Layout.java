package io.walgateway.core.namespace;

import java.util.List;

/**
 * The queues of earlier revisions, while something of them may be left.
 *
 * @param until   the first revision that had other queues
 * @param queues  where it appended, the first one first; not empty
 * @param drained nothing is appended to it any more, and what was is settled, but for what is delayed
 */
public record Layout(long until, List<QueueConfig> queues, boolean drained) {

    public Layout {
        queues = List.copyOf(queues);
        if (queues.isEmpty()) {
            throw new IllegalArgumentException("queues: none (expected: at least one)");
        }
    }
}
