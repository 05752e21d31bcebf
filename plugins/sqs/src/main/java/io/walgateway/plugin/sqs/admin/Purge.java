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
 * Empties queues, delayed and received messages included. SQS takes up to a minute for it, and accepts one such request
 * a minute for each queue (Amazon SQS API reference, PurgeQueue).
 */
public final class Purge {
    private final Connection connection;

    public Purge(Connection connection) {
        this.connection = connection;
    }

    /**
     * Empties the queues; returns how long that takes, which is the time after which counts are right.
     *
     * @throws QueueUnavailableException when no server answers
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
            // A later message may survive the purge under way: the caller counts what is left, and purges again.
        } catch (SdkException e) {
            throw new QueueUnavailableException(
                    "Expected to empty " + queue + " of " + connection + ", but " + SendFaults.text(e), e);
        }
    }
}
