package io.walgateway.plugin.sqs.cluster;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * The numbers of messages in a queue. SQS counts approximately, and its counts lag by up to about a minute after the
 * last message was sent (Amazon SQS API reference, GetQueueAttributes).
 *
 * @param visible  messages that may be received
 * @param inFlight messages that were received, and neither deleted nor released
 * @param delayed  messages sent with a delay that is not over
 */
public record MessageCounts(long visible, long inFlight, long delayed) {
    private static final MessageCounts NONE = new MessageCounts(0, 0, 0);
    private static final List<QueueAttributeName> NAMES = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    /**
     * Counts the messages of one queue; none if the queue does not exist. Blocks.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when no server answers
     */
    public static MessageCounts of(Connection connection, String queue) {
        try {
            String url = connection.url(queue);
            Map<QueueAttributeName, String> counts = connection
                    .client()
                    .getQueueAttributes(request -> request.queueUrl(url).attributeNames(NAMES))
                    .attributes();
            return new MessageCounts(
                    count(counts, NAMES.get(0)), count(counts, NAMES.get(1)), count(counts, NAMES.get(2)));
        } catch (QueueDoesNotExistException e) {
            return NONE;
        }
    }

    public long total() {
        return visible + inFlight + delayed;
    }

    private static long count(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
        return Long.parseLong(counts.getOrDefault(name, "0"));
    }
}
