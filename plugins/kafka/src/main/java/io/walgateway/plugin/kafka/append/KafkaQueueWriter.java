package io.walgateway.plugin.kafka.append;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.QueueChoice;
import io.walgateway.core.plugin.InFlightBytes;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.plugin.kafka.cluster.SendFault;
import io.walgateway.plugin.kafka.delay.timer.DelayTopics;
import io.walgateway.plugin.kafka.delay.timer.HeldRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Appends to the topics of one queue. A key always goes to the same topic, and there to the partition that Kafka's own
 * partitioner chooses; entries without a key rotate over the topics. An entry that is due later goes to its topic's
 * delay topic.
 */
public final class KafkaQueueWriter implements QueueWriter {
    /** This many entries without a key go to the same topic in a row, so that they make larger batches. */
    private static final int STICKY = 64;

    /** Up to this wait, an entry goes to its topic at once, and its readers wait until it is due. */
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

    private final ClusterProducer cluster;
    private final List<String> topics;
    private final QueueChoice choice;
    private final List<String> delayTopics;
    private final InstantSource clock;
    private final AtomicLong unkeyed = new AtomicLong();

    private KafkaQueueWriter(
            ClusterProducer cluster, List<String> topics, List<String> delayTopics, InstantSource clock) {
        this.cluster = cluster;
        this.topics = List.copyOf(topics);
        this.choice = new QueueChoice(topics);
        this.delayTopics = List.copyOf(delayTopics);
        this.clock = clock;
        this.topics.forEach(cluster::warm);
    }

    /** Appends entries that are due later than {@link #SHORT_WAIT} from now to delay topics. */
    public static KafkaQueueWriter holdingBack(ClusterProducer cluster, List<String> topics, InstantSource clock) {
        List<String> delayTopics =
                topics.stream().map(topic -> new DelayTopics(topic).held()).toList();
        return new KafkaQueueWriter(cluster, topics, delayTopics, clock);
    }

    /** Appends every entry to its topic at once, whatever its due time. */
    public static KafkaQueueWriter atOnce(ClusterProducer cluster, List<String> topics, InstantSource clock) {
        return new KafkaQueueWriter(cluster, topics, List.of(), clock);
    }

    @Override
    public CompletionStage<AppendResult> append(QueueEntry entry) {
        int index = topicOf(entry.key());
        if (isHeldBack(entry)) {
            return cluster.send(
                    HeldRecord.of(entry, delayTopics.get(index)),
                    InFlightBytes.cost(entry.key(), entry.record()),
                    result -> answer(result, entry));
        }
        byte[] key = entry.key().unsafeArray();
        byte[] value = entry.record().unsafeArray();
        String topic = topics.get(index);
        ProducerRecord<byte[], byte[]> record =
                entry.key().isEmpty() ? new ProducerRecord<>(topic, value) : new ProducerRecord<>(topic, key, value);
        return cluster.send(record, InFlightBytes.cost(entry.key(), entry.record()), result -> answer(result, entry));
    }

    private boolean isHeldBack(QueueEntry entry) {
        return !delayTopics.isEmpty()
                && !entry.due().equals(QueueEntry.AT_ONCE)
                && entry.due().isAfter(clock.instant().plus(SHORT_WAIT));
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

    /** The limits of topic and brokers are not known here, only that they are smaller than this record. */
    private static AppendResult answer(SendResult result, QueueEntry entry) {
        int bytes = entry.record().size();
        return result instanceof SendResult.NotStored stored && stored.fault() == SendFault.TOO_LARGE
                ? new AppendResult.TooLarge(bytes, bytes - 1)
                : answer(result);
    }

    public static AppendResult answer(SendResult result) {
        return switch (result) {
            case SendResult.Stored _ -> AppendResult.APPENDED;
            case SendResult.NotStored(SendFault fault, String why) -> answer(fault, why);
        };
    }

    private static AppendResult answer(SendFault fault, String why) {
        return switch (fault) {
            // Not sent again here: a later entry of the same key may already be in the log.
            case CLOSED, FULL, NO_TOPIC, TOO_LARGE, UNFIT, BATCH_REFUSED, FORBIDDEN, REFUSED, UNREACHABLE ->
                new AppendResult.NotAppended(why);
            case BATCH_UNCERTAIN, UNCERTAIN -> new AppendResult.Unknown(why);
        };
    }
}
