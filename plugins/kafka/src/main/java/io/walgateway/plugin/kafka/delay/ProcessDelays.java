package io.walgateway.plugin.kafka.delay;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.InFlightBytes;
import io.walgateway.core.queue.DelayTimers;
import io.walgateway.plugin.kafka.append.ClusterProducer;
import io.walgateway.plugin.kafka.append.KafkaQueueWriter;
import io.walgateway.plugin.kafka.append.SendResult;
import io.walgateway.plugin.kafka.cluster.AdminCalls;
import io.walgateway.plugin.kafka.cluster.ClusterSettings;
import io.walgateway.plugin.kafka.cluster.KafkaSettings;
import io.walgateway.plugin.kafka.delay.timer.DelayCluster;
import io.walgateway.plugin.kafka.delay.timer.DelayMemory;
import io.walgateway.plugin.kafka.delay.timer.DelayTopics;
import io.walgateway.plugin.kafka.delay.timer.StateDirectory;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The timers of one process. They share a state directory and memory, which are acquired when first needed. */
public final class ProcessDelays implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessDelays.class);

    private final KafkaSettings settings;
    private final String process;
    private final InstantSource clock;
    /**
     * By cluster and topic: queues of several namespaces, or one queue before and after a change, may share a topic.
     */
    private final Map<String, SharedTimers> timers = new HashMap<>();

    private @Nullable StateDirectory home;
    private @Nullable DelayMemory memory;

    public ProcessDelays(KafkaSettings settings, String process, InstantSource clock) {
        this.settings = settings;
        this.process = process;
        this.clock = clock;
    }

    public synchronized DelayTimers keep(QueueConfig queue, ClusterProducer producer) {
        DelayCluster cluster = cluster(settings.cluster(queue.cluster()), producer);
        return new TopicDelays(queue.names().stream()
                .map(topic -> timers.computeIfAbsent(
                        queue.cluster() + "/" + topic, _ -> new SharedTimers(new DelayTopics(topic), cluster)))
                .map(SharedTimers::use)
                .toList());
    }

    /** The member name, which this process keeps when it is killed and restarted; empty: it runs no timers. */
    public synchronized Optional<String> member() {
        return Optional.ofNullable(home).map(StateDirectory::member);
    }

    @Override
    public synchronized void close() {
        if (home != null) {
            home.close();
            home = null;
        }
        if (memory != null) {
            memory.close();
            memory = null;
        }
    }

    private DelayCluster cluster(ClusterSettings cluster, ClusterProducer producer) {
        home = home == null ? StateDirectory.take(settings.delayDirectory()) : home;
        memory = memory == null ? new DelayMemory() : memory;
        String clientId = process + "-delay";
        return new DelayCluster(
                clock,
                new Random(),
                () -> Admin.create(cluster.admin(clientId)),
                (topics, place) -> timers(cluster, topics, place),
                (admin, topics) -> new DelayTopicSetup(admin, new AdminCalls(cluster)).ensure(topics),
                topic -> KafkaQueueWriter.atOnce(producer, List.of(topic), clock),
                record -> report(producer, record),
                home,
                memory);
    }

    private Map<String, Object> timers(ClusterSettings cluster, DelayTopics topics, StateDirectory place) {
        String application = topics.application();
        return cluster.timers(
                application,
                process + "-" + application,
                place.member(),
                place.directory().resolve(cluster.name()));
    }

    /** Reports are repeated, so a lost one does no harm. */
    private static void report(ClusterProducer producer, ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<SendResult> sent =
                producer.send(record, InFlightBytes.cost(Bytes.wrap(record.key()), Bytes.wrap(record.value())));
        sent.thenAccept(result -> {
            if (result instanceof SendResult.NotStored(var _, String why)) {
                LOG.debug("Expected {} to take a report, but: {}", record.topic(), why);
            }
        });
    }
}
