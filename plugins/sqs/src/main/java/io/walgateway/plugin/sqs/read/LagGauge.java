package io.walgateway.plugin.sqs.read;

import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.MessageCounts;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Measures at intervals how many messages queues hold, on a virtual thread of its own. SQS's counts are approximate.
 */
final class LagGauge implements Runnable {
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private final Connection connection;
    private final List<String> queues;
    private final ReceiveBuffer arrivals;
    private volatile long lag = -1;

    LagGauge(Connection connection, List<String> queues, ReceiveBuffer arrivals) {
        this.connection = connection;
        this.queues = List.copyOf(queues);
        this.arrivals = arrivals;
    }

    /** The number of messages in the queues; -1: not known. */
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
            lag = queues.stream()
                    .mapToLong(queue -> MessageCounts.of(connection, queue).total())
                    .sum();
        } catch (SdkException | IllegalStateException e) {
            lag = -1;
        }
    }
}
