package io.walgateway.plugin.kafka.admin;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueRefusedException;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.plugin.kafka.cluster.AdminCalls;
import io.walgateway.plugin.kafka.cluster.ClusterSettings;
import io.walgateway.plugin.kafka.delay.DelayTopicSetup;
import io.walgateway.plugin.kafka.delay.timer.DelayTopics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates a queue's topics as its configuration asks, and gives its groups their first positions. */
public final class Provisioning {
    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);

    private final ClusterSettings cluster;
    private final String clientId;

    public Provisioning(ClusterSettings cluster, String clientId) {
        this.cluster = cluster;
        this.clientId = clientId;
    }

    /**
     * Creates the topics of a queue, its delay topics and the positions of its groups, where they do not exist yet.
     * Adds partitions and changes the retention of topics that exist, as the queue asks for.
     *
     * @throws QueueUnavailableException when the cluster cannot be reached
     * @throws QueueRefusedException     when a topic has more partitions than the queue asks for
     * @throws IllegalArgumentException  when the cluster refuses, with its reason
     */
    public void run(QueueConfig queue, Set<ConsumerGroup> groups) {
        var _ = AdminCalls.with(cluster, clientId, (admin, calls) -> {
            Map<String, Integer> existed = ensureTopics(admin, calls, TopicPlan.of(queue));
            DelayTopicSetup delays = new DelayTopicSetup(admin, calls);
            queue.names().stream().map(DelayTopics::new).forEach(delays::ensure);
            new FirstPositions(admin, calls, queue.names(), existed)
                    .commitFor(groups.stream().map(ConsumerGroup::name).collect(Collectors.toSet()));
            return existed;
        });
    }

    /** Returns the number of partitions of each topic that already existed. */
    private static Map<String, Integer> ensureTopics(Admin admin, AdminCalls calls, List<TopicPlan> plans) {
        Map<String, Integer> existed = partitions(admin, calls, plans);
        plans.stream()
                .filter(plan -> !plan.deadLetters())
                .forEach(plan -> refuseToShrink(plan, existed.getOrDefault(plan.name(), 0)));
        List<TopicPlan> missing =
                plans.stream().filter(plan -> !existed.containsKey(plan.name())).toList();
        List<TopicPlan> there =
                plans.stream().filter(plan -> existed.containsKey(plan.name())).toList();
        create(admin, calls, missing);
        grow(admin, calls, there, existed);
        keepAsLongAsAsked(admin, calls, there);
        return existed;
    }

    /** Kafka cannot remove partitions. A queue that asks for fewer is refused, rather than stored untruthfully. */
    private static void refuseToShrink(TopicPlan plan, int partitions) {
        plan.partitions().filter(wanted -> wanted < partitions).ifPresent(wanted -> {
            throw new QueueRefusedException(new Violation(
                    "/" + TopicPlan.PARTITIONS,
                    String.valueOf(wanted),
                    ">= " + partitions + ", as topic " + plan.name() + " has that many, and Kafka takes none away"));
        });
    }

    private static Map<String, Integer> partitions(Admin admin, AdminCalls calls, List<TopicPlan> plans) {
        Map<String, KafkaFuture<TopicDescription>> descriptions = admin.describeTopics(
                        plans.stream().map(TopicPlan::name).toList())
                .topicNameValues();
        Map<String, Integer> counts = new HashMap<>();
        descriptions.forEach((name, description) -> calls.await(description, UnknownTopicOrPartitionException.class)
                .ifPresent(topic -> counts.put(name, topic.partitions().size())));
        return counts;
    }

    private static void create(Admin admin, AdminCalls calls, List<TopicPlan> plans) {
        if (plans.isEmpty()) {
            return;
        }
        var created = admin.createTopics(plans.stream().map(TopicPlan::create).toList());
        created.values().forEach((name, done) -> {
            calls.await(done, TopicExistsException.class);
            LOG.info("Created topic {}", name);
        });
    }

    private static void grow(Admin admin, AdminCalls calls, List<TopicPlan> plans, Map<String, Integer> existed) {
        Map<String, NewPartitions> more = new HashMap<>();
        for (TopicPlan plan : plans) {
            plan.partitions()
                    .filter(wanted -> wanted > existed.getOrDefault(plan.name(), 0))
                    .ifPresent(wanted -> more.put(plan.name(), NewPartitions.increaseTo(wanted)));
        }
        if (!more.isEmpty()) {
            calls.await(admin.createPartitions(more).all());
            LOG.info("Topics grew to {}", more);
        }
    }

    private static void keepAsLongAsAsked(Admin admin, AdminCalls calls, List<TopicPlan> plans) {
        Map<String, TopicPlan> byName = plans.stream()
                .filter(plan -> plan.retentionMs().isPresent())
                .collect(Collectors.toMap(TopicPlan::name, plan -> plan));
        if (byName.isEmpty()) {
            return;
        }
        var resources = byName.keySet().stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        Map<ConfigResource, Config> configs =
                calls.await(admin.describeConfigs(resources).all());
        byName.forEach((name, plan) -> {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
            plan.newRetentionMs(retentionMs(configs.get(topic)))
                    .ifPresent(millis -> changes.put(topic, List.of(retention(millis))));
        });
        if (!changes.isEmpty()) {
            calls.await(admin.incrementalAlterConfigs(changes).all());
            LOG.info("Retention changed: {}", changes);
        }
    }

    private static long retentionMs(@Nullable Config config) {
        ConfigEntry entry = config == null ? null : config.get(TopicConfig.RETENTION_MS_CONFIG);
        return entry == null ? -1 : Long.parseLong(entry.value());
    }

    private static AlterConfigOp retention(long millis) {
        return new AlterConfigOp(
                new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, Long.toString(millis)), AlterConfigOp.OpType.SET);
    }
}
