package io.walgateway.benchmarks.peer;

import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka's consumer, configured like the gateway's wherever that affects its speed. */
final class RecordConsumer {
    private RecordConsumer() {}

    static KafkaConsumer<byte[], byte[]> of(String servers, String group) {
        return new KafkaConsumer<>(Map.ofEntries(
                Map.entry("bootstrap.servers", servers),
                Map.entry("group.id", group),
                Map.entry("enable.auto.commit", false),
                Map.entry("auto.offset.reset", "earliest"),
                Map.entry("isolation.level", "read_committed"),
                Map.entry("max.poll.records", 500),
                Map.entry("fetch.max.bytes", 2 << 20),
                Map.entry("fetch.max.wait.ms", 100),
                Map.entry("key.deserializer", ByteArrayDeserializer.class),
                Map.entry("value.deserializer", ByteArrayDeserializer.class)));
    }
}
