package io.walgateway.core.namespace;

import java.util.List;

/**
 * The queues and targets of earlier revisions, while something for them may be left.
 *
 * @param since   the first revision that had them, from 1
 * @param until   the first revision that had others
 * @param queues  where it appended, the first one first; not empty
 * @param drained nothing is appended to it any more, and what was is settled, but for what is delayed
 * @param targets where it delivered
 */
public record Layout(long since, long until, List<QueueConfig> queues, boolean drained, List<TargetConfig> targets) {

    public Layout {
        queues = List.copyOf(queues);
        targets = List.copyOf(targets);
        if (queues.isEmpty()) {
            throw new IllegalArgumentException("queues: none (expected: at least one)");
        }
    }

    /** Whether a revision had these. */
    boolean isOf(long revision) {
        return since <= revision && revision < until;
    }
}
