package io.walgateway.plugin.kafka;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.DelayKeeping;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.DelayedEntries;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueContent;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.queue.SliceListener;
import io.walgateway.plugin.kafka.admin.Backlog;
import io.walgateway.plugin.kafka.admin.LogEnds;
import io.walgateway.plugin.kafka.admin.Provisioning;
import io.walgateway.plugin.kafka.append.ClusterProducer;
import io.walgateway.plugin.kafka.append.ClusterProducers;
import io.walgateway.plugin.kafka.append.KafkaQueueWriter;
import io.walgateway.plugin.kafka.cluster.AdminCalls;
import io.walgateway.plugin.kafka.cluster.ClusterProbes;
import io.walgateway.plugin.kafka.cluster.ClusterSettings;
import io.walgateway.plugin.kafka.cluster.KafkaSettings;
import io.walgateway.plugin.kafka.cluster.SendFaults;
import io.walgateway.plugin.kafka.delay.KafkaDelayedEntries;
import io.walgateway.plugin.kafka.delay.ProcessDelays;
import io.walgateway.plugin.kafka.read.KafkaQueueReader;
import io.walgateway.plugin.kafka.read.ReaderNames;
import io.walgateway.plugin.kafka.read.SliceEvents;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Kafka for one process: a producer for each cluster, writers that share them, and readers. */
final class KafkaQueueClient implements QueueClient {
    /** Twice as long as a timer may be behind with what it reads. */
    private static final Duration CANCELLED_WITHIN = Duration.ofSeconds(2);

    private final KafkaSettings settings;
    private final ClusterProducers producers;
    private final String process;
    private final InstantSource clock;
    private final ProcessDelays delays;
    private final ClusterProbes probes;
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
        this.probes = new ClusterProbes(settings, process + "-probe");
        this.producers = new ClusterProducers(settings, process + "-append");
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
    public boolean holdsBack(QueueConfig queue) {
        return true;
    }

    @Override
    public DelayKeeping keepDelays(QueueConfig queue) {
        return delays.keep(queue, producers.of(queue.cluster()));
    }

    @Override
    public Optional<DelayedEntries> delayed(QueueConfig queue) {
        return Optional.of(delayedEntries(queue));
    }

    @Override
    public DelayedCounts pending(QueueConfig queue, Set<ConsumerGroup> groups) {
        return delayedEntries(queue).pending();
    }

    private KafkaDelayedEntries delayedEntries(QueueConfig queue) {
        return new KafkaDelayedEntries(
                settings.cluster(queue.cluster()),
                process + "-delayed-" + readers.incrementAndGet(),
                () -> producers.of(queue.cluster()),
                queue.names());
    }

    @Override
    public boolean delaysNatively(QueueConfig queue) {
        return false;
    }

    @Override
    public int recordBytesMax(QueueConfig queue) {
        return settings.cluster(queue.cluster()).recordBytesMax();
    }

    @Override
    public boolean sharesEntries(QueueConfig queue) {
        return true;
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
    public void provision(QueueConfig queue, Set<ConsumerGroup> groups) {
        ClusterSettings cluster = settings.cluster(queue.cluster());
        new Provisioning(cluster, process + "-provision-" + readers.incrementAndGet()).run(queue, groups);
    }

    @Override
    public String end(QueueConfig queue) {
        return ends(queue, LogEnds::now);
    }

    @Override
    public boolean isSettled(QueueConfig queue, Set<ConsumerGroup> groups, String end) {
        return ends(queue, ends -> ends.areSettledBy(groups, end));
    }

    private <T> T ends(QueueConfig queue, Function<LogEnds, T> call) {
        ClusterSettings cluster = settings.cluster(queue.cluster());
        return AdminCalls.with(
                cluster,
                process + "-ends-" + readers.incrementAndGet(),
                (admin, calls) -> call.apply(new LogEnds(admin, calls, queue.names())));
    }

    @Override
    public QueueContent content(QueueConfig queue, Set<ConsumerGroup> groups) {
        // The reports come first: an entry that is due meanwhile is then counted twice rather than not at all.
        DelayedCounts delayed = pending(queue, groups);
        return backlog(queue, backlog -> backlog.content(groups, delayed, clock.instant()));
    }

    @Override
    public Duration discard(QueueConfig queue, Set<ConsumerGroup> groups) {
        delayedEntries(queue).cancelAll(clock.instant());
        backlog(queue, backlog -> {
            backlog.skip(groups);
            return groups;
        });
        return CANCELLED_WITHIN;
    }

    private <T> T backlog(QueueConfig queue, Function<Backlog, T> call) {
        ClusterSettings cluster = settings.cluster(queue.cluster());
        return AdminCalls.with(
                cluster,
                process + "-backlog-" + readers.incrementAndGet(),
                (admin, calls) -> call.apply(new Backlog(admin, calls, queue.names())));
    }

    @Override
    public void probe(QueueConfig queue) {
        probes.probe(queue.cluster());
    }

    @Override
    public void close() {
        probes.close();
        producers.close();
        delays.close();
    }

    /** A cluster without addresses is the deployment's mistake: each append says so, and nothing else suffers. */
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
