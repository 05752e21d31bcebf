package io.walgateway.plugin.sqs.admin;

import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.MessageCounts;
import io.walgateway.plugin.sqs.cluster.SendFaults;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Checks whether queues have run empty, which is all that SQS tells about the progress of their readers. Its counts are
 * approximate until about a minute after the last message was sent (Amazon SQS API reference, GetQueueAttributes). An
 * end is therefore a time, and counts taken too soon after it are ignored.
 */
public final class DrainCheck {
    private final Connection connection;
    private final InstantSource clock;

    public DrainCheck(Connection connection, InstantSource clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /** Returns an end: the current time. */
    public String now() {
        return clock.instant().toString();
    }

    /** True if it is long enough after the end to be sure, and none of these queues holds a message, delayed or not. */
    public boolean since(String end, Set<String> queues) {
        Duration passed = Duration.between(Instant.parse(end), clock.instant());
        if (passed.compareTo(connection.cluster().countsAfter()) < 0) {
            return false;
        }
        try {
            return queues.stream()
                    .allMatch(queue -> MessageCounts.of(connection, queue).total() == 0);
        } catch (SdkException e) {
            throw new QueueUnavailableException(
                    "Expected to count what is in queues of " + connection + ", but " + SendFaults.text(e), e);
        }
    }
}
