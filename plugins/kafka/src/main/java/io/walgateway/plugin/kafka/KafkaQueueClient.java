package io.walgateway.plugin.kafka;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.DelayTimers;
import io.walgateway.core.queue.DelayedEntries;
import io.walgateway.core.queue.QueueAdmin;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueDelays;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueTraits;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.queue.SliceListener;
import io.walgateway.plugin.kafka.append.ClusterProducer;
import io.walgateway.plugin.kafka.append.ClusterProducers;
import io.walgateway.plugin.kafka.append.KafkaQueueWriter;
import io.walgateway.plugin.kafka.cluster.ClusterSettings;
import io.walgateway.plugin.kafka.cluster.KafkaSettings;
import io.walgateway.plugin.kafka.cluster.SendFaults;
import io.walgateway.plugin.kafka.delay.ProcessDelays;
import io.walgateway.plugin.kafka.read.KafkaQueueReader;
import io.walgateway.plugin.kafka.read.ReaderNames;
import io.walgateway.plugin.kafka.read.SliceEvents;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Kafka for one process: a producer for each cluster, writers that share them, and readers. */
final class KafkaQueueClient implements QueueClient {
    private static final QueueTraits TRAITS = new QueueTraits(true, QueueTraits.Delays.BY_PROCESSES);

    private final KafkaSettings settings;
    private final ClusterProducers producers;
    private final String process;
    private final InstantSource clock;
    private final ProcessDelays delays;
    private final KafkaQueueAdmin admin;
    private final Map<Topics, QueueWriter> writers = new ConcurrentHashMap<>();
    private final AtomicLong epochs = new AtomicLong();
    private final ReaderNames readerNames = new ReaderNames();
    private final AtomicLong readers = new AtomicLong();

    private record Topics(String cluster, List<String> names, boolean holdingBack) {}

    KafkaQueueClient(KafkaSettings settings, String process, InstantSource clock) {
        this.settings = settings;
        this.process = process;
        this.clock = clock;
        this.delays = new ProcessDelays(settings, process, clock);
        this.producers = new ClusterProducers(settings, process + "-append");
        this.admin = new KafkaQueueAdmin(settings, process, producers, clock);
    }

    @Override
    public QueueWriter writer(QueueConfig queue) {
        return writers.computeIfAbsent(new Topics(queue.cluster(), queue.names(), true), this::open);
    }

    @Override
    public QueueWriter deadLetterWriter(QueueConfig queue) {
        if (queue.deadLetterNames().isEmpty()) {
            throw new IllegalArgumentException("wal-kafka-dlq-topics: empty (expected: at least one topic)");
        }
        return writers.computeIfAbsent(new Topics(queue.cluster(), queue.deadLetterNames(), false), this::open);
    }

    @Override
    public int recordBytesMax(QueueConfig queue) {
        return settings.cluster(queue.cluster()).recordBytesMax();
    }

    @Override
    public QueueTraits traits(QueueConfig queue) {
        return TRAITS;
    }

    @Override
    public QueueDelays delays() {
        return new QueueDelays() {
            @Override
            public DelayTimers keep(QueueConfig queue) {
                return delays.keep(queue, producers.of(queue.cluster()));
            }

            @Override
            public Optional<DelayedEntries> entries(QueueConfig queue) {
                return Optional.of(admin.delayed(queue));
            }
        };
    }

    @Override
    public QueueAdmin admin() {
        return admin;
    }

    @Override
    public QueueReader reader(QueueConfig queue, ConsumerGroup group, SliceListener listener) {
        ClusterSettings cluster = settings.cluster(queue.cluster());
        String clientId = process + "-" + group + "-" + readers.incrementAndGet();
        Map<String, Object> properties = cluster.consumer(clientId, group.name());
        Optional<ReaderNames.Name> name =
                delays.member().map(member -> readerNames.take(member, group.name(), queue.names()));
        name.ifPresent(taken -> properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, taken.text()));
        return new KafkaQueueReader(
                properties,
                queue.names(),
                new SliceEvents(listener, epochs::incrementAndGet),
                clock,
                name.map(ReaderNames.Name::release).orElse(() -> {}));
    }

    @Override
    public void close() {
        admin.close();
        producers.close();
        delays.close();
    }

    /**
     * A cluster without addresses is a mistake of the deployment: each append reports it, and nothing else is affected.
     */
    private QueueWriter open(Topics topics) {
        try {
            ClusterProducer producer = producers.of(topics.cluster());
            return topics.holdingBack()
                    ? KafkaQueueWriter.holdingBack(producer, topics.names(), clock)
                    : KafkaQueueWriter.atOnce(producer, topics.names(), clock);
        } catch (IllegalArgumentException e) {
            AppendResult answer = new AppendResult.NotAppended(SendFaults.text(e));
            return _ -> CompletableFuture.completedFuture(answer);
        }
    }
}
