package io.walgateway.plugin.sqs.admin;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.plugin.sqs.cluster.SqsNames;

/**
 * Names the queues with the copies for each group. SQS keeps no position for a group of readers, so each of a
 * namespace's targets has a queue of its own beside each queue that the document names. The gateway's own groups read
 * the named queue itself.
 */
public final class GroupQueues {
    private GroupQueues() {}

    /** The queue that this group reads instead of the one with this name. */
    public static String of(QueueConfig queue, String name, ConsumerGroup group) {
        if (group.isOwn()) {
            return name;
        }
        String joined = SqsNames.joined(name, group.target());
        // Decided by this name alone: a writer and a reader know different sets of other names.
        boolean taken = queue.deadLetterName(name).filter(joined::equals).isPresent();
        return taken ? SqsNames.hashed(name, group.target()) : joined;
    }
}
