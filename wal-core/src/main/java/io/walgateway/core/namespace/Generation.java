package io.walgateway.core.namespace;

import java.util.List;

/**
 * The queues and targets of earlier revisions, while messages for them may remain.
 *
 * @param until   the first revision with other queues or targets
 * @param queues  where it appended, the first one first; not empty
 * @param drained nothing is appended to it, and everything appended is settled except delayed entries
 * @param targets where it delivered
 */
public record Generation(long until, List<QueueConfig> queues, boolean drained, List<TargetConfig> targets) {

    public Generation {
        queues = List.copyOf(queues);
        targets = List.copyOf(targets);
        if (queues.isEmpty()) {
            throw new IllegalArgumentException("queues: none (expected: at least one)");
        }
    }

    boolean has(String target) {
        return targets.stream().anyMatch(one -> one.name().equals(target));
    }

    /** A generation without targets. */
    public Generation(long until, List<QueueConfig> queues, boolean drained) {
        this(until, queues, drained, List.of());
    }
}
