package io.walgateway.plugin.sqs.admin;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.plugin.sqs.append.PendingSend;
import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.SendFaults;
import io.walgateway.plugin.sqs.cluster.SqsNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/**
 * Creates the queues of one configuration: the queues that it names, their dead-letter queues, and those of its groups.
 */
public final class Provisioning {
    /**
     * The retention of dead letters, and where none is configured: SQS charges nothing for keeping a message longer.
     */
    private static final Duration RETENTION_MAX = Duration.ofDays(14);

    private final Connection connection;
    private final Duration visibility;

    public Provisioning(Connection connection, Duration visibility) {
        this.connection = connection;
        this.visibility = visibility;
    }

    public void run(QueueConfig queue, Set<ConsumerGroup> groups) {
        for (Map.Entry<String, Duration> wanted : wanted(queue, groups).entrySet()) {
            try {
                provide(wanted.getKey(), wanted.getValue());
            } catch (QueueDeletedRecentlyException e) {
                throw new QueueUnavailableException(
                        wanted.getKey() + " was deleted less than a minute ago: SQS makes it again after that", e);
            } catch (AwsServiceException e) {
                String why = wanted.getKey() + ": " + SendFaults.text(e);
                throw e.statusCode() >= 500
                        ? new QueueUnavailableException(why, e)
                        : new IllegalArgumentException(why, e);
            } catch (SdkException e) {
                throw new QueueUnavailableException(connection + ": " + SendFaults.text(e), e);
            }
        }
    }

    /** Each queue and its retention. */
    private static Map<String, Duration> wanted(QueueConfig queue, Set<ConsumerGroup> groups) {
        Duration retention = Optional.ofNullable(queue.settings().get(QueueRules.RETENTION))
                .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                .orElse(RETENTION_MAX);
        Map<String, Duration> wanted = new LinkedHashMap<>();
        for (String name : queue.names()) {
            wanted.put(name, retention);
            groups.forEach(group -> wanted.put(GroupQueues.of(queue, name, group), retention));
        }
        queue.deadLetterNames().forEach(name -> wanted.put(name, RETENTION_MAX));
        return wanted;
    }

    private void provide(String name, Duration retention) {
        if (connection.exists(name)) {
            lengthen(name, retention);
            return;
        }
        try {
            connection.client().createQueue(request -> request.queueName(name).attributes(attributes(name, retention)));
        } catch (QueueNameExistsException e) {
            // Another process was quicker: the queue exists.
            lengthen(name, retention);
        }
    }

    private Map<QueueAttributeName, String> attributes(String name, Duration retention) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        attributes.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, Long.toString(retention.toSeconds()));
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(visibility.toSeconds()));
        attributes.put(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, Integer.toString(PendingSend.BYTES_MAX));
        if (SqsNames.isFifo(name)) {
            attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
        }
        return attributes;
    }

    /** Lengthens the retention of a queue that exists, and never shortens it. */
    private void lengthen(String name, Duration retention) {
        String url = connection.url(name);
        String has = connection
                .client()
                .getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(QueueAttributeName.MESSAGE_RETENTION_PERIOD))
                .attributes()
                .get(QueueAttributeName.MESSAGE_RETENTION_PERIOD);
        if (has != null && Long.parseLong(has) < retention.toSeconds()) {
            String seconds = Long.toString(retention.toSeconds());
            connection
                    .client()
                    .setQueueAttributes(request -> request.queueUrl(url)
                            .attributes(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, seconds)));
        }
    }
}
