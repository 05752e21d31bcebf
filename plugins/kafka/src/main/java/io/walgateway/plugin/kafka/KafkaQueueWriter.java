package io.walgateway.plugin.kafka;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.QueueChoice;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueWriter;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Appends to the topics of one queue. A key always goes to the same topic, and there to the partition that Kafka's own
 * partitioner gives it; entries without a key go round.
 */
final class KafkaQueueWriter implements QueueWriter {
    /** Entries without a key stay with a topic for a while, so that they make larger batches. */
    private static final int STICKY = 64;

    private final ClusterProducer cluster;
    private final List<String> topics;
    private final QueueChoice choice;
    private final AtomicLong unkeyed = new AtomicLong();

    KafkaQueueWriter(ClusterProducer cluster, List<String> topics) {
        this.cluster = cluster;
        this.topics = List.copyOf(topics);
        this.choice = new QueueChoice(topics);
        topics.forEach(cluster::warm);
    }

    @Override
    public CompletionStage<AppendResult> append(QueueEntry entry) {
        byte[] key = entry.key().unsafeArray();
        byte[] value = entry.record().unsafeArray();
        String topic = topics.get(topicOf(entry.key()));
        ProducerRecord<byte[], byte[]> record =
                entry.key().isEmpty() ? new ProducerRecord<>(topic, value) : new ProducerRecord<>(topic, key, value);
        return cluster.send(record, InFlightBytes.cost(entry.key(), entry.record()), KafkaQueueWriter::answer);
    }

    private int topicOf(Bytes key) {
        if (topics.size() == 1) {
            return 0;
        }
        if (key.isEmpty()) {
            return (int) (unkeyed.getAndIncrement() / STICKY % topics.size());
        }
        return choice.indexOf(key);
    }

    private static AppendResult answer(SendResult result) {
        return switch (result) {
            case SendResult.Stored _ -> AppendResult.APPENDED;
            case SendResult.NotStored(SendFault fault, String why) -> answer(fault, why);
        };
    }

    private static AppendResult answer(SendFault fault, String why) {
        return switch (fault) {
            case CLOSED, FULL, NO_TOPIC, UNFIT, FORBIDDEN, REFUSED, UNREACHABLE -> new AppendResult.NotAppended(why);
            case UNCERTAIN -> new AppendResult.Unknown(why);
        };
    }
}
