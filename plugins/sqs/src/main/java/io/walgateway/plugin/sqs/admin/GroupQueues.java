package io.walgateway.plugin.sqs.admin;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.plugin.sqs.cluster.SqsNames;

/**
 * Where the copies for each group lie. SQS keeps no position for a group of readers: each of a namespace's targets has a
 * queue of its own beside each queue that the document names; groups of the gateway's own read that one itself.
 */
public final class GroupQueues {
    private GroupQueues() {}

    /** The queue that this group reads in place of the one with this name. */
    public static String of(QueueConfig queue, String name, ConsumerGroup group) {
        if (group.isOwn()) {
            return name;
        }
        String joined = SqsNames.joined(name, group.target());
        // By what belongs to this name alone: whoever writes knows of other names than whoever reads.
        boolean taken = queue.deadLetterName(name).filter(joined::equals).isPresent();
        return taken ? SqsNames.hashed(name, group.target()) : joined;
    }
}
