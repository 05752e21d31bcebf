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
 * Whether queues have run empty, which is all that SQS tells of how far its readers are. Its counts are approximate until
 * about a minute after the last message was sent (Amazon SQS API reference, GetQueueAttributes): an end is a time, and
 * what was counted too soon after it does not count.
 */
public final class DrainCheck {
    private final Connection connection;
    private final InstantSource clock;

    public DrainCheck(Connection connection, InstantSource clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /** An end: this moment. */
    public String now() {
        return clock.instant().toString();
    }

    /** Whether none of these queues holds anything, be it delayed, long enough after the end to be sure. */
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
