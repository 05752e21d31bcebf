package io.walgateway.plugin.sqs;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueContent;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.queue.SliceListener;
import io.walgateway.plugin.sqs.admin.DrainCheck;
import io.walgateway.plugin.sqs.admin.GroupContents;
import io.walgateway.plugin.sqs.admin.GroupQueues;
import io.walgateway.plugin.sqs.admin.Provisioning;
import io.walgateway.plugin.sqs.admin.Purge;
import io.walgateway.plugin.sqs.append.ClusterSender;
import io.walgateway.plugin.sqs.append.ClusterSenders;
import io.walgateway.plugin.sqs.append.RecordMessages;
import io.walgateway.plugin.sqs.append.SqsQueueWriter;
import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.MessageCounts;
import io.walgateway.plugin.sqs.cluster.SendFaults;
import io.walgateway.plugin.sqs.cluster.SqsNames;
import io.walgateway.plugin.sqs.cluster.SqsSettings;
import io.walgateway.plugin.sqs.read.AttemptMemory;
import io.walgateway.plugin.sqs.read.ReadPlan;
import io.walgateway.plugin.sqs.read.SqsQueueReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/** SQS for one process. What is sent and what is read use connections of their own, so that neither waits for the other. */
final class SqsQueueClient implements QueueClient {
    private static final int READ_CONNECTIONS_MAX = 2_000;
    /** The longest ordering key that a write may have. */
    private static final int KEY_BYTES_MAX = 1024;
    /** Room for what a dead letter says beside the message itself. */
    private static final int NOTE_BYTES = 64 << 10;

    private static final Duration PROBE_TIMEOUT = Duration.ofMillis(1_800);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    private final SqsSettings settings;
    private final InstantSource clock;
    private final ClusterSenders senders;
    private final Map<String, Connection> readers = new ConcurrentHashMap<>();
    private final Map<String, Connection> probes = new ConcurrentHashMap<>();
    private final Map<Written, QueueWriter> writers = new ConcurrentHashMap<>();
    private final AttemptMemory attempts = new AttemptMemory();
    private final AtomicLong epochs = new AtomicLong();

    private record Written(QueueConfig queue, boolean deadLetters) {}

    SqsQueueClient(SqsSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.senders = new ClusterSenders(settings, clock);
    }

    @Override
    public QueueWriter writer(QueueConfig queue) {
        return writers.computeIfAbsent(
                new Written(queue, false),
                _ -> open(queue, queue.names(), (name, entry) -> copies(queue, name, entry)));
    }

    @Override
    public QueueWriter deadLetterWriter(QueueConfig queue) {
        if (queue.deadLetterNames().isEmpty()) {
            throw new IllegalArgumentException("wal-dlq-queue: empty (expected: at least one queue)");
        }
        return writers.computeIfAbsent(
                new Written(queue, true), _ -> open(queue, queue.deadLetterNames(), (name, _) -> List.of(name)));
    }

    /** FIFO queues cannot hold back single messages. */
    @Override
    public boolean holdsBack(QueueConfig queue) {
        return !isFifo(queue);
    }

    @Override
    public boolean delaysNatively(QueueConfig queue) {
        return holdsBack(queue);
    }

    @Override
    public int recordBytesMax(QueueConfig queue) {
        return RecordMessages.recordBytesMax(KEY_BYTES_MAX) - NOTE_BYTES;
    }

    @Override
    public String end(QueueConfig queue) {
        return new DrainCheck(connection(queue.cluster()), clock).now();
    }

    /** SQS has no positions: settled is what has run empty, be it of what came before the end or after. */
    @Override
    public boolean isSettled(QueueConfig queue, Set<ConsumerGroup> groups, String end) {
        return new DrainCheck(connection(queue.cluster()), clock).since(end, copies(queue, groups));
    }

    /** SQS does not say what is due when. */
    @Override
    public DelayedCounts pending(QueueConfig queue, Set<ConsumerGroup> groups) {
        Connection connection = connection(queue.cluster());
        try {
            long delayed = copies(queue, groups).stream()
                    .mapToLong(copy -> MessageCounts.of(connection, copy).delayed())
                    .sum();
            return DelayedCounts.undated(delayed, clock.instant());
        } catch (SdkException e) {
            throw new QueueUnavailableException(connection + ": " + SendFaults.text(e), e);
        }
    }

    @Override
    public QueueContent content(QueueConfig queue, Set<ConsumerGroup> groups) {
        return new GroupContents(connection(queue.cluster()), clock).of(queue, groups);
    }

    @Override
    public Duration discard(QueueConfig queue, Set<ConsumerGroup> groups) {
        return new Purge(connection(queue.cluster())).of(copies(queue, groups));
    }

    @Override
    public boolean sharesEntries(QueueConfig queue) {
        return false;
    }

    @Override
    public QueueReader reader(QueueConfig queue, ConsumerGroup group, SliceListener listener) {
        Map<Slice, String> queues = new LinkedHashMap<>();
        for (String name : queue.names()) {
            queues.put(new Slice(name, 0, epochs.incrementAndGet()), GroupQueues.of(queue, name, group));
        }
        return new SqsQueueReader(
                connection(queue.cluster()),
                queues,
                ReadPlan.of(
                        queue,
                        settings.visibilityTimeout(),
                        !isFifo(queue) || settings.cluster(queue.cluster()).fifoLongPolling()),
                attempts,
                listener);
    }

    @Override
    public void provision(QueueConfig queue, Set<ConsumerGroup> groups) {
        new Provisioning(connection(queue.cluster()), settings.visibilityTimeout()).run(queue, groups);
    }

    /** Over a connection of its own: where all others are busy, that is no outage. */
    @Override
    public void probe(QueueConfig queue) {
        Connection connection = probes.computeIfAbsent(
                queue.cluster(), name -> new Connection(settings.cluster(name), 1, PROBE_TIMEOUT));
        connection.probe();
    }

    @Override
    public void close() {
        senders.close();
        readers.values().forEach(Connection::close);
        probes.values().forEach(Connection::close);
    }

    private Connection connection(String cluster) {
        return readers.computeIfAbsent(
                cluster, name -> new Connection(settings.cluster(name), READ_CONNECTIONS_MAX, READ_TIMEOUT));
    }

    private QueueWriter open(
            QueueConfig queue, List<String> names, BiFunction<String, QueueEntry, List<String>> copies) {
        try {
            ClusterSender cluster = senders.of(queue.cluster());
            cluster.prepare(names);
            return new SqsQueueWriter(cluster, names, copies);
        } catch (IllegalArgumentException e) {
            AppendResult answer = new AppendResult.NotAppended(SendFaults.text(e));
            return _ -> CompletableFuture.completedFuture(answer);
        }
    }

    private static boolean isFifo(QueueConfig queue) {
        return SqsNames.isFifo(queue.names().getFirst());
    }

    /** All queues in which something may lie for one of these groups. */
    private static Set<String> copies(QueueConfig queue, Set<ConsumerGroup> groups) {
        return queue.names().stream()
                .flatMap(name -> groups.stream().map(group -> GroupQueues.of(queue, name, group)))
                .collect(Collectors.toSet());
    }

    private static List<String> copies(QueueConfig queue, String name, QueueEntry entry) {
        return entry.groups().isEmpty()
                ? List.of(name)
                : entry.groups().stream()
                        .map(group -> GroupQueues.of(queue, name, group))
                        .distinct()
                        .toList();
    }
}
