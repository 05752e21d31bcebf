package io.walgateway.it.chaos;

import static org.awaitility.Awaitility.await;

import io.walgateway.it.chaos.load.ChaosNamespace;
import io.walgateway.it.chaos.load.SetsNamespace;
import io.walgateway.it.system.ControlPlaneCalls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Creates the topics that targets deliver to, and the namespaces. */
final class ChaosTopics {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final short REPLICAS = 3;

    private ChaosTopics() {}

    static void create(String servers, URI controlPlane, boolean sets) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers));
                ControlPlaneCalls operator = new ControlPlaneCalls(controlPlane)) {
            List<NewTopic> topics = new ArrayList<>(
                    ChaosNamespace.ALL.stream().flatMap(ChaosTopics::targets).toList());
            Map<String, String> documents = new LinkedHashMap<>();
            ChaosNamespace.ALL.forEach(namespace -> documents.put(namespace.name(), namespace.document()));
            if (sets) {
                SetsNamespace.topics().forEach(topic -> topics.add(topic(topic).configs(configs())));
                documents.put(SetsNamespace.NAME, SetsNamespace.document());
            }
            admin.createTopics(topics).all().get();
            // A cluster that has just started may not answer in time.
            documents.forEach(
                    (name, document) -> await().atMost(PATIENCE).untilAsserted(() -> operator.put(name, document)));
        } catch (ExecutionException e) {
            throw new IOException("the topics could not be made", e);
        }
    }

    private static Stream<NewTopic> targets(ChaosNamespace namespace) {
        return namespace.topics().stream().map(topic -> {
            Map<String, String> configs = new HashMap<>(configs());
            if (topic.equals(namespace.topic(namespace.picky()))) {
                configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(ChaosNamespace.SMALL_BYTES_MAX));
            }
            if (topic.equals(namespace.strict())) {
                // Attempts fail, and count, for as long as any broker is away.
                configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(REPLICAS));
            }
            return topic(topic).configs(configs);
        });
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, ChaosNamespace.PARTITIONS, REPLICAS);
    }

    private static Map<String, String> configs() {
        return Map.of(
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                "2",
                // Records when the broker received a delivery, to the millisecond.
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime");
    }
}
