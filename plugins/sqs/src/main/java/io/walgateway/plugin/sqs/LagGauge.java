package io.walgateway.plugin.sqs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Asks now and then how much lies in queues, on a virtual thread of its own. What SQS says is approximate. */
final class LagGauge implements Runnable {
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final List<QueueAttributeName> COUNTS = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    private final Connection connection;
    private final List<String> queues;
    private final Arrivals arrivals;
    private volatile long lag = -1;

    LagGauge(Connection connection, List<String> queues, Arrivals arrivals) {
        this.connection = connection;
        this.queues = List.copyOf(queues);
        this.arrivals = arrivals;
    }

    /** -1: not known. */
    long lag() {
        return lag;
    }

    @Override
    public void run() {
        try {
            while (!arrivals.isClosed()) {
                measure();
                arrivals.rest(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void measure() {
        try {
            lag = queues.stream().mapToLong(this::count).sum();
        } catch (SdkException | IllegalStateException e) {
            lag = -1;
        }
    }

    private long count(String queue) {
        String url = connection.url(queue);
        Map<QueueAttributeName, String> counts = connection
                .client()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(COUNTS))
                .attributes();
        return COUNTS.stream()
                .mapToLong(count -> Long.parseLong(counts.getOrDefault(count, "0")))
                .sum();
    }
}
