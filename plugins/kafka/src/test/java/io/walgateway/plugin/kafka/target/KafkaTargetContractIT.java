package io.walgateway.plugin.kafka.target;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.plugin.kafka.KafkaBench;
import io.walgateway.plugin.kafka.KafkaQueueProvider;
import io.walgateway.plugin.kafka.KafkaTargetProvider;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.contract.TargetProviderContract;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeAll;

class KafkaTargetContractIT extends TargetProviderContract {
    private static final String SERVERS = Components.kafka().bootstrapServers();
    private static final String TOPIC = Components.uniqueName("contract");
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    @BeforeAll
    static void createTopic() {
        try (var queues = new KafkaQueueProvider().open(KafkaBench.context(SERVERS))) {
            queues.admin().provision(KafkaBench.queue(TOPIC, 1), Set.of(ConsumerGroup.ofTarget("test", "group")));
        }
    }

    @Override
    protected TargetProvider provider() {
        return new KafkaTargetProvider();
    }

    @Override
    protected PluginContext context() {
        return KafkaBench.context(SERVERS);
    }

    @Override
    protected PluginContext contextAt(InetSocketAddress address) {
        return KafkaBench.context("127.0.0.1:" + address.getPort());
    }

    @Override
    protected TargetAddress address() {
        return new TargetAddress("kafka", Map.of("topic", TOPIC));
    }

    @Override
    protected TargetAddress absentAddress() {
        return new TargetAddress("kafka", Map.of("topic", "nobody-made-it"));
    }

    @Override
    protected Map<TargetAddress, String> malformedAddresses() {
        return Map.of(
                new TargetAddress("kafka", Map.of()), "/topic",
                new TargetAddress("kafka", Map.of("topic", "not a name")), "/topic",
                new TargetAddress("kafka", Map.of("topic", "a".repeat(250))), "/topic",
                new TargetAddress("kafka", Map.of("topic", "t", "cluster", " ")), "/cluster",
                new TargetAddress("kafka", Map.of("topic", "t", "tombstone", "yes")), "/tombstone",
                new TargetAddress("kafka", Map.of("topic", "t", "timestamp", "now")), "/timestamp",
                new TargetAddress("kafka", Map.of("topic", "t", "queue", "q")), "/queue");
    }

    @Override
    protected Bytes payload(String marker) {
        return Bytes.utf8(marker);
    }

    @Override
    protected int delivered(String marker) {
        int found = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", SERVERS), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            while (consumer.position(PARTITION) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    found += new String(record.value(), StandardCharsets.UTF_8).equals(marker) ? 1 : 0;
                }
            }
        }
        return found;
    }

    @Override
    protected int shownWhenDeliveredTwice() {
        return 2;
    }
}
