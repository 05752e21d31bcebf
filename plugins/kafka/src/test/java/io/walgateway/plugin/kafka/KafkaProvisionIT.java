package io.walgateway.plugin.kafka;

import static io.walgateway.plugin.kafka.KafkaBench.poll;
import static io.walgateway.plugin.kafka.KafkaBench.texts;
import static io.walgateway.plugin.kafka.KafkaBench.untilAppended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueRefusedException;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.queue.SliceRecorder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaProvisionIT {
    private static final ConsumerGroup GROUP = ConsumerGroup.ofTarget("test", "group");

    private static final String WEEK = "604800000";
    private static final String MONTH = "2592000000";
    private static final String TWO_WEEKS = "1209600000";

    private final String servers = Components.kafka().bootstrapServers();
    private final QueueClient client = new KafkaQueueProvider().open(KafkaBench.context(servers));
    private final Admin admin = KafkaBench.admin(servers);
    private final String topic = Components.uniqueName("queue");

    @AfterEach
    void close() {
        admin.close();
        client.close();
    }

    @Test
    void shouldCreateTopicsAsAskedFor() throws Exception {
        client.admin().provision(queue("partitions", "3", "replication", "1", "retention", WEEK), Set.of());
        assertThat(partitions(topic)).isEqualTo(3);
        assertThat(partitions(topic + "-dlq")).isEqualTo(3);
        assertThat(config(topic, "retention.ms")).isEqualTo(WEEK);
        assertThat(config(topic + "-dlq", "retention.ms")).isEqualTo(TWO_WEEKS);
    }

    @Test
    void shouldHaveDefaultsForNewTopics() throws Exception {
        client.admin().provision(queue(), Set.of());
        assertThat(partitions(topic)).isEqualTo(4);
        assertThat(config(topic + "-dlq", "retention.ms")).isEqualTo(TWO_WEEKS);
    }

    @Test
    void shouldGrowAndRefuseToShrink() throws Exception {
        client.admin().provision(queue("partitions", "2"), Set.of());
        client.admin().provision(queue("partitions", "5"), Set.of());
        await().untilAsserted(() -> assertThat(partitions(topic)).isEqualTo(5));
        assertThatThrownBy(() -> client.admin().provision(queue("partitions", "1"), Set.of()))
                .isInstanceOf(QueueRefusedException.class)
                .hasMessageStartingWith("/partitions: 1 (expected: >= 5");
        client.admin().provision(queue(), Set.of());
        assertThat(partitions(topic)).isEqualTo(5);
    }

    @Test
    void shouldChangeRetentionWhenItIsAskedFor() throws Exception {
        client.admin().provision(queue("retention", WEEK), Set.of());
        client.admin().provision(queue("retention", MONTH), Set.of());
        await().untilAsserted(() -> {
            assertThat(config(topic, "retention.ms")).isEqualTo(MONTH);
            assertThat(config(topic + "-dlq", "retention.ms")).isEqualTo(MONTH);
        });
        client.admin().provision(queue("retention", WEEK), Set.of());
        await().untilAsserted(() -> assertThat(config(topic, "retention.ms")).isEqualTo(WEEK));
        assertThat(config(topic + "-dlq", "retention.ms")).isEqualTo(MONTH);
    }

    @Test
    void shouldMissNothingOfPartitionsThatAreAddedLater() {
        client.admin().provision(queue("partitions", "1"), Set.of(GROUP));
        client.admin().provision(queue("partitions", "2"), Set.of(GROUP));
        for (int n = 0; n < 20; n++) {
            untilAppended(client.writer(queue()), "record");
        }
        try (QueueReader reader = client.reader(queue(), GROUP, new SliceRecorder())) {
            assertThat(texts(poll(reader, 20))).hasSizeGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void shouldSayWhyTheClusterRefuses() {
        assertThatThrownBy(() -> client.admin().provision(queue("replication", "7"), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("refuses")
                .hasMessageContaining("eplication factor");
    }

    private QueueConfig queue(String... settings) {
        Map<String, String> all = new HashMap<>();
        for (int index = 0; index < settings.length; index += 2) {
            all.put(settings[index], settings[index + 1]);
        }
        return new QueueConfig("kafka", "default", List.of(topic), List.of(topic + "-dlq"), all);
    }

    private int partitions(String name) throws Exception {
        return first(admin.describeTopics(List.of(name)).allTopicNames().get())
                .partitions()
                .size();
    }

    private String config(String name, String key) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        return first(admin.describeConfigs(List.of(resource)).all().get())
                .get(key)
                .value();
    }

    private static <V> V first(Map<?, V> answers) {
        return answers.values().iterator().next();
    }
}
