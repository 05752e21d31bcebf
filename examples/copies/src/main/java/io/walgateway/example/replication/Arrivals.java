package io.walgateway.example.replication;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the topic of one region, on a thread of its own until closed. */
final class Arrivals implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String run;
    private final IntConsumer arrived;
    private final Thread thread;
    private volatile boolean open = true;

    /**
     * @param run     precedes the numbers in payloads, so that those of earlier runs are told from these
     * @param arrived takes the number of each write that arrives from now on
     */
    Arrivals(String servers, String topic, String run, IntConsumer arrived) {
        this.run = run;
        this.arrived = arrived;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = Thread.ofPlatform().daemon().name("arrivals").start(this::follow);
    }

    private void follow() {
        while (open) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                String payload = new String(record.value(), StandardCharsets.UTF_8);
                if (payload.startsWith(run)) {
                    arrived.accept(
                            Integer.parseInt(payload.substring(run.length()).strip()));
                }
            }
        }
        consumer.close();
    }

    @Override
    public void close() {
        open = false;
        try {
            var _ = thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
