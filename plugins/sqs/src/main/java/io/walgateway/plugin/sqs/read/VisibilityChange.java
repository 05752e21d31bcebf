package io.walgateway.plugin.sqs.read;

import io.walgateway.plugin.sqs.cluster.Batches;
import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.SendFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;

/** Sets how long from now messages stay hidden, ten messages with each request. */
public final class VisibilityChange {
    private static final Logger log = LoggerFactory.getLogger(VisibilityChange.class);

    private final Connection connection;
    private final String queue;

    /** One receipt of one message. */
    public record Change(String messageId, String receipt) {}

    public VisibilityChange(Connection connection, String queue) {
        this.connection = connection;
        this.queue = queue;
    }

    /** Extends leases; returns the receipts for which SQS has confirmed it, by message. */
    public Map<String, String> extend(List<Change> changes, Duration time) {
        Map<String, String> confirmed = new HashMap<>();
        Batches.of(changes).stream()
                .flatMap(batch -> change(batch, time).stream())
                .forEach(change -> confirmed.put(change.messageId(), change.receipt()));
        return confirmed;
    }

    /** Makes messages visible to others at once. Where that fails, they become visible when their time is over. */
    void release(List<Change> changes) {
        Batches.of(changes).forEach(batch -> change(batch, Duration.ZERO));
    }

    private List<Change> change(List<Change> batch, Duration time) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = IntStream.range(0, batch.size())
                .mapToObj(i -> ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(batch.get(i).receipt())
                        .visibilityTimeout((int) time.toSeconds())
                        .build())
                .toList();
        try {
            String url = connection.url(queue);
            ChangeMessageVisibilityBatchResponse response = connection
                    .client()
                    .changeMessageVisibilityBatch(
                            request -> request.queueUrl(url).entries(entries));
            List<Change> confirmed = new ArrayList<>();
            response.successful().forEach(entry -> confirmed.add(batch.get(Integer.parseInt(entry.id()))));
            response.failed().forEach(entry -> log.debug("queue={}: {} {}", queue, entry.code(), entry.message()));
            return confirmed;
        } catch (SdkException | IllegalStateException e) {
            log.debug("queue={}: {}", queue, SendFaults.text(e));
            return batch.size() > 1 && SendFaults.mayBeOfOneEntry(e) ? changeHalves(batch, time) : List.of();
        }
    }

    private List<Change> changeHalves(List<Change> batch, Duration time) {
        return Batches.halves(batch).stream()
                .flatMap(half -> change(half, time).stream())
                .toList();
    }
}
