package io.walgateway.plugin.sqs.admin;

import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.SendFaults;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Empties queues, delayed and received messages included. SQS takes up to a minute to do it, and takes one such request a
 * minute for each queue (Amazon SQS API reference, PurgeQueue).
 */
public final class Purge {
    private final Connection connection;

    public Purge(Connection connection) {
        this.connection = connection;
    }

    /**
     * Returns how long it takes, by the time within which counts are right.
     *
     * @throws QueueUnavailableException when nobody answers
     */
    public Duration of(Set<String> queues) {
        queues.forEach(this::purge);
        return connection.cluster().countsAfter();
    }

    private void purge(String queue) {
        try {
            String url = connection.url(queue);
            connection.client().purgeQueue(request -> request.queueUrl(url));
        } catch (QueueDoesNotExistException gone) {
            connection.forgetIfGone(queue, gone);
        } catch (PurgeQueueInProgressException underWay) {
            // A later message may survive it: the caller counts what is left, and purges again.
        } catch (SdkException e) {
            throw new QueueUnavailableException(
                    "Expected to empty " + queue + " of " + connection + ", but " + SendFaults.text(e), e);
        }
    }
}
