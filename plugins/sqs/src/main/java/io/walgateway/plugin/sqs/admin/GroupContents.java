package io.walgateway.plugin.sqs.admin;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.QueueContent;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.MessageCounts;
import io.walgateway.plugin.sqs.cluster.SendFaults;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/** Counts the copies for each group, as approximately as SQS does: its counts lag by up to {@code counts-after}. */
public final class GroupContents {
    private static final String NO_MARK = "";

    private final Connection connection;
    private final InstantSource clock;

    public GroupContents(Connection connection, InstantSource clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /**
     * Counts all messages in the queues of these groups, as of a time in the past.
     *
     * @throws QueueUnavailableException when no server answers
     */
    public QueueContent of(QueueConfig queue, Set<ConsumerGroup> groups) {
        Instant asOf = clock.instant().minus(connection.cluster().countsAfter());
        Map<ConsumerGroup, Long> undelivered = new HashMap<>();
        long delayed = 0;
        try {
            for (ConsumerGroup group : groups) {
                for (String name : queue.names()) {
                    MessageCounts counts = MessageCounts.of(connection, GroupQueues.of(queue, name, group));
                    undelivered.merge(group, counts.visible() + counts.inFlight(), Long::sum);
                    delayed += counts.delayed();
                }
            }
        } catch (SdkException e) {
            throw new QueueUnavailableException(
                    "Expected to count what is in queues of " + connection + ", but " + SendFaults.text(e), e);
        }
        return new QueueContent(undelivered, delayed, asOf, false, NO_MARK);
    }
}
