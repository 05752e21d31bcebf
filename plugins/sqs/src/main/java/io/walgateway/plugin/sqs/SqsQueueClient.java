package io.walgateway.plugin.sqs;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueAdmin;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueTraits;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.queue.SliceListener;
import io.walgateway.plugin.sqs.admin.GroupQueues;
import io.walgateway.plugin.sqs.append.ClusterSender;
import io.walgateway.plugin.sqs.append.ClusterSenders;
import io.walgateway.plugin.sqs.append.RecordMessages;
import io.walgateway.plugin.sqs.append.SqsQueueWriter;
import io.walgateway.plugin.sqs.cluster.Connection;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/** SQS for one process. Sending and reading use separate connections, so that neither waits for the other. */
final class SqsQueueClient implements QueueClient {
    private static final int READ_CONNECTIONS_MAX = 2_000;
    /** The longest ordering key that a write may have. */
    private static final int KEY_BYTES_MAX = 1024;
    /** Room for a dead letter's note beside the message itself. */
    private static final int NOTE_BYTES = 64 << 10;

    private static final QueueTraits FIFO = new QueueTraits(false, QueueTraits.Delays.NONE);
    private static final QueueTraits STANDARD = new QueueTraits(false, QueueTraits.Delays.BY_SERVERS);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    private final SqsSettings settings;
    private final ClusterSenders senders;
    private final Map<String, Connection> readers = new ConcurrentHashMap<>();
    private final SqsQueueAdmin admin;
    private final Map<Written, QueueWriter> writers = new ConcurrentHashMap<>();
    private final AttemptMemory attempts = new AttemptMemory();
    private final AtomicLong epochs = new AtomicLong();

    private record Written(QueueConfig queue, boolean deadLetters) {}

    SqsQueueClient(SqsSettings settings, InstantSource clock) {
        this.settings = settings;
        this.senders = new ClusterSenders(settings, clock);
        this.admin = new SqsQueueAdmin(settings, this::connection, clock);
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

    @Override
    public int recordBytesMax(QueueConfig queue) {
        return RecordMessages.recordBytesMax(KEY_BYTES_MAX) - NOTE_BYTES;
    }

    /** FIFO queues cannot delay single messages. */
    @Override
    public QueueTraits traits(QueueConfig queue) {
        return isFifo(queue) ? FIFO : STANDARD;
    }

    @Override
    public QueueAdmin admin() {
        return admin;
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
    public void close() {
        senders.close();
        readers.values().forEach(Connection::close);
        admin.close();
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

    private static List<String> copies(QueueConfig queue, String name, QueueEntry entry) {
        return entry.groups().isEmpty()
                ? List.of(name)
                : entry.groups().stream()
                        .map(group -> GroupQueues.of(queue, name, group))
                        .distinct()
                        .toList();
    }
}
