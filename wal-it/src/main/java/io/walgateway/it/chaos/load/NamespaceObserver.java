package io.walgateway.it.chaos.load;

import io.walgateway.it.history.HistoryEvent.Appended;
import io.walgateway.it.history.HistoryEvent.DeadLettered;
import io.walgateway.it.history.HistoryEvent.Delivered;
import io.walgateway.it.history.HistoryWriter;
import io.walgateway.it.system.ConsumerGroup;
import io.walgateway.it.system.LogRecords;
import io.walgateway.it.system.TopicReader;
import io.walgateway.proto.v1.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Records the entries in the log of a namespace, the deliveries at its targets, and the dead letters. */
public final class NamespaceObserver implements AutoCloseable {
    /** After a kill of all brokers, the delay timers need some of this time for their own recovery. */
    private static final Duration DELAYED_WITHIN = Duration.ofSeconds(30);

    private final ChaosNamespace namespace;
    private final String servers;
    private final HistoryWriter history;
    private final Tally tally;
    private final DelayedWrites delayed;
    private final InstantSource clock;
    private final List<TopicReader> readers = new ArrayList<>();

    /** Begins to read. */
    public NamespaceObserver(
            ChaosNamespace namespace,
            String servers,
            HistoryWriter history,
            Tally tally,
            DelayedWrites delayed,
            InstantSource clock) {
        this.delayed = delayed;
        this.namespace = namespace;
        this.servers = servers;
        this.history = history;
        this.tally = tally;
        this.clock = clock;
        readers.add(TopicReader.open(servers, namespace.name(), this::appended));
        readers.add(TopicReader.open(servers, namespace.deadLetters(), this::deadLettered));
        namespace
                .arrivals()
                .forEach((topic, target) ->
                        readers.add(TopicReader.open(servers, topic, record -> delivered(target, record))));
    }

    /**
     * Waits until all delayed writes have arrived, and the present targets of the namespace have settled everything in
     * the log.
     *
     * @throws RuntimeException when it takes too long
     */
    public void awaitSettled(Duration patience) {
        delayed.awaitAll(DELAYED_WITHIN);
        namespace
                .standing()
                .forEach(target -> new ConsumerGroup(servers, namespace.name(), target).awaitSettled(patience));
    }

    /**
     * Reads everything to its end.
     *
     * @throws RuntimeException when it takes too long
     */
    public void awaitRead(Duration patience) {
        readers.forEach(reader -> reader.awaitEnd(patience));
    }

    private void appended(ConsumerRecord<byte[], byte[]> record) {
        LogRecord log = LogRecords.parse(record);
        String write = write(log.getPayload().toStringUtf8());
        history.record(new Appended(write, record.offset(), log.getConfigurationRevision(), clock.instant()));
        delayed.appended(write);
    }

    private void delivered(String target, ConsumerRecord<byte[], byte[]> record) {
        tally.delivered();
        // The broker's clock, which is this machine's, is more exact than the moment of reading.
        Instant time = record.timestampType() == TimestampType.LOG_APPEND_TIME
                ? Instant.ofEpochMilli(record.timestamp())
                : clock.instant();
        history.record(new Delivered(
                target,
                record.topic(),
                write(text(record.value())),
                header(record, "wal-message-id"),
                text(record.key()),
                time));
    }

    private void deadLettered(ConsumerRecord<byte[], byte[]> record) {
        tally.deadLettered();
        LogRecord letter = LogRecords.parseLetter(record);
        history.record(new DeadLettered(
                letter.getDeadLetter().getTarget(),
                write(letter.getPayload().toStringUtf8()),
                letter.getDeadLetter().getReason().name(),
                letter.getDeadLetter().getAttempts(),
                clock.instant()));
    }

    /** A payload is the write's id, followed by a blank and the filler that makes it large. */
    private static String write(String payload) {
        int blank = payload.indexOf(' ');
        return blank < 0 ? payload : payload.substring(0, blank);
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
        readers.forEach(TopicReader::close);
    }
}
