package io.walgateway.plugin.kafka;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.QueueAdmin;
import io.walgateway.core.queue.QueueContent;
import io.walgateway.plugin.kafka.admin.Backlog;
import io.walgateway.plugin.kafka.admin.LogEnds;
import io.walgateway.plugin.kafka.admin.Provisioning;
import io.walgateway.plugin.kafka.append.ClusterProducers;
import io.walgateway.plugin.kafka.cluster.AdminCalls;
import io.walgateway.plugin.kafka.cluster.ClusterProbes;
import io.walgateway.plugin.kafka.cluster.ClusterSettings;
import io.walgateway.plugin.kafka.cluster.KafkaSettings;
import io.walgateway.plugin.kafka.delay.KafkaDelayedEntries;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Administers topics: provisions them, counts and discards their entries, and probes their cluster. */
final class KafkaQueueAdmin implements QueueAdmin, AutoCloseable {
    /** Twice as long as a timer may lag behind in reading its delay topic. */
    private static final Duration CANCELLED_WITHIN = Duration.ofSeconds(2);

    private final KafkaSettings settings;
    private final String process;
    private final ClusterProducers producers;
    private final InstantSource clock;
    private final ClusterProbes probes;
    private final AtomicLong calls = new AtomicLong();

    /** @param producers closed by the caller; cancellations of delayed entries are appended with them */
    KafkaQueueAdmin(KafkaSettings settings, String process, ClusterProducers producers, InstantSource clock) {
        this.settings = settings;
        this.process = process;
        this.producers = producers;
        this.clock = clock;
        this.probes = new ClusterProbes(settings, process + "-probe");
    }

    KafkaDelayedEntries delayed(QueueConfig queue) {
        return new KafkaDelayedEntries(
                settings.cluster(queue.cluster()),
                process + "-delayed-" + calls.incrementAndGet(),
                () -> producers.of(queue.cluster()),
                queue.names());
    }

    @Override
    public DelayedCounts pending(QueueConfig queue, Set<ConsumerGroup> groups) {
        return delayed(queue).pending();
    }

    @Override
    public void provision(QueueConfig queue, Set<ConsumerGroup> groups) {
        ClusterSettings cluster = settings.cluster(queue.cluster());
        new Provisioning(cluster, process + "-provision-" + calls.incrementAndGet()).run(queue, groups);
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
                process + "-ends-" + calls.incrementAndGet(),
                (admin, answers) -> call.apply(new LogEnds(admin, answers, queue.names())));
    }

    @Override
    public QueueContent content(QueueConfig queue, Set<ConsumerGroup> groups) {
        // Reports before the backlog: an entry that falls due in between is counted twice rather than not at all.
        DelayedCounts delayed = pending(queue, groups);
        return backlog(queue, backlog -> backlog.content(groups, delayed, clock.instant()));
    }

    @Override
    public Duration discard(QueueConfig queue, Set<ConsumerGroup> groups) {
        delayed(queue).cancelAll(clock.instant());
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
                process + "-backlog-" + calls.incrementAndGet(),
                (admin, answers) -> call.apply(new Backlog(admin, answers, queue.names())));
    }

    @Override
    public void probe(QueueConfig queue) {
        probes.probe(queue.cluster());
    }

    @Override
    public void close() {
        probes.close();
    }
}
