package io.walgateway.it.system;

import io.walgateway.it.history.HistoryEvent.DeadLettered;
import io.walgateway.it.history.HistoryEvent.Delivered;
import io.walgateway.it.history.HistoryWriter;
import io.walgateway.proto.v1.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Records what arrives in a target topic, and in the dead-letter topic of its namespace. */
public final class Observer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HistoryWriter history;
    private final InstantSource clock;
    private final ConsumerGroup group;
    private final TopicReader deliveries;
    private final TopicReader deadLetters;
    private final String target;
    private final Set<String> delivered = ConcurrentHashMap.newKeySet();

    /**
     * Begins to read.
     *
     * @param target the target's name, in its namespace and in the history
     */
    public Observer(
            WalSystem system,
            String namespace,
            String target,
            String topic,
            HistoryWriter history,
            InstantSource clock) {
        this.target = target;
        this.history = history;
        this.clock = clock;
        group = new ConsumerGroup(system.kafka().bootstrapServers(), namespace, target);
        deliveries = TopicReader.open(system.kafka().bootstrapServers(), topic, this::delivered);
        deadLetters = TopicReader.open(system.kafka().bootstrapServers(), namespace + "-dlq", this::deadLettered);
    }

    /** Waits until the whole log is settled, and reads both topics to their end. */
    public void awaitAll() {
        group.awaitSettled(PATIENCE);
        deliveries.awaitEnd(PATIENCE);
        deadLetters.awaitEnd(PATIENCE);
    }

    /** Deliveries, those that came again included. */
    public long deliveries() {
        return deliveries.count();
    }

    /** Writes that have come at least once. */
    public long writesDelivered() {
        return delivered.size();
    }

    /** Dead letters, those that came again included. */
    public long deadLetters() {
        return deadLetters.count();
    }

    private void delivered(ConsumerRecord<byte[], byte[]> record) {
        String write = text(record.value());
        delivered.add(write);
        history.record(
                new Delivered(target, write, header(record, "wal-message-id"), text(record.key()), clock.instant()));
    }

    private void deadLettered(ConsumerRecord<byte[], byte[]> record) {
        LogRecord letter = LogRecords.parseLetter(record);
        String write = letter.getPayload().toStringUtf8();
        history.record(new DeadLettered(
                target,
                write,
                letter.getDeadLetter().getReason().name(),
                letter.getDeadLetter().getAttempts(),
                clock.instant()));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : text(header.value());
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        deliveries.close();
        deadLetters.close();
    }
}
