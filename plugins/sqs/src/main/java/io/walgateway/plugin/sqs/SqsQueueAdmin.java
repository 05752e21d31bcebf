package io.walgateway.plugin.sqs;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.QueueAdmin;
import io.walgateway.core.queue.QueueContent;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.plugin.sqs.admin.DrainCheck;
import io.walgateway.plugin.sqs.admin.GroupContents;
import io.walgateway.plugin.sqs.admin.GroupQueues;
import io.walgateway.plugin.sqs.admin.Provisioning;
import io.walgateway.plugin.sqs.admin.Purge;
import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.MessageCounts;
import io.walgateway.plugin.sqs.cluster.SendFaults;
import io.walgateway.plugin.sqs.cluster.SqsSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Administers queues and the copies of their groups: provisions them, counts and discards messages, probes clusters.
 */
final class SqsQueueAdmin implements QueueAdmin, AutoCloseable {
    private static final Duration PROBE_TIMEOUT = Duration.ofMillis(1_800);

    private final SqsSettings settings;
    private final Function<String, Connection> connections;
    private final InstantSource clock;
    private final Map<String, Connection> probes = new ConcurrentHashMap<>();

    /** @param connections by the cluster's name; closed by the caller */
    SqsQueueAdmin(SqsSettings settings, Function<String, Connection> connections, InstantSource clock) {
        this.settings = settings;
        this.connections = connections;
        this.clock = clock;
    }

    @Override
    public String end(QueueConfig queue) {
        return new DrainCheck(connection(queue.cluster()), clock).now();
    }

    /** SQS has no positions: a queue counts as settled once it has run empty, of later messages, too. */
    @Override
    public boolean isSettled(QueueConfig queue, Set<ConsumerGroup> groups, String end) {
        return new DrainCheck(connection(queue.cluster()), clock).since(end, copies(queue, groups));
    }

    /** SQS does not say when its delayed messages are due. */
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
    public void provision(QueueConfig queue, Set<ConsumerGroup> groups) {
        new Provisioning(connection(queue.cluster()), settings.visibilityTimeout()).run(queue, groups);
    }

    /** Uses a connection of its own: all other connections may be busy without an outage. */
    @Override
    public void probe(QueueConfig queue) {
        Connection connection = probes.computeIfAbsent(
                queue.cluster(), name -> new Connection(settings.cluster(name), 1, PROBE_TIMEOUT));
        connection.probe();
    }

    /** All queues that may hold a message for one of these groups. */
    private static Set<String> copies(QueueConfig queue, Set<ConsumerGroup> groups) {
        return queue.names().stream()
                .flatMap(name -> groups.stream().map(group -> GroupQueues.of(queue, name, group)))
                .collect(Collectors.toSet());
    }

    private Connection connection(String cluster) {
        return connections.apply(cluster);
    }

    @Override
    public void close() {
        probes.values().forEach(Connection::close);
    }
}
