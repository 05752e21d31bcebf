package io.walgateway.it.system;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning, on a thread of its own, until it is closed; survives outages of Kafka. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration KNOWN_WITHIN = Duration.ofMinutes(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Consumer<ConsumerRecord<byte[], byte[]>> sink;
    private final AtomicLong read = new AtomicLong();
    private final Thread thread;
    private volatile long missing = Long.MAX_VALUE;
    private volatile boolean open = true;

    private TopicReader(String servers, String topic, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        this.sink = sink;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest", "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        // A new topic is not known to every broker at once.
        partitions = await("topic " + topic)
                .atMost(KNOWN_WITHIN)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .until(() -> partitions(topic), known -> !known.isEmpty());
        consumer.assign(partitions);
        thread = Thread.ofPlatform().daemon().name("read " + topic).start(this::run);
    }

    /**
     * Starts reading an existing topic.
     *
     * @param servers of Kafka
     * @param sink    receives each record, those of a partition in order
     */
    public static TopicReader open(String servers, String topic, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        return new TopicReader(servers, topic, sink);
    }

    /** Starts reading, and collects the records. */
    public static TopicReader open(
            String servers, String topic, CopyOnWriteArrayList<ConsumerRecord<byte[], byte[]>> records) {
        return open(servers, topic, records::add);
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** How many records have been read. */
    public long count() {
        return read.get();
    }

    /** Waits until everything that is in the topic now has been read. */
    public void awaitEnd(Duration atMost) {
        missing = Long.MAX_VALUE;
        await("end of topic").atMost(atMost).until(() -> missing == 0);
    }

    private void run() {
        while (open) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                sink.accept(record);
                read.incrementAndGet();
            }
            if (missing != 0) {
                missing = behind();
            }
        }
        consumer.close();
    }

    private long behind() {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, Duration.ofSeconds(5));
            return partitions.stream()
                    .mapToLong(partition -> ends.getOrDefault(partition, Long.MAX_VALUE) - consumer.position(partition))
                    .sum();
        } catch (TimeoutException away) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public void close() {
        open = false;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
