package io.walgateway.testkit.fake.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.QueueAdmin;
import io.walgateway.core.queue.QueueContent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Administration of queues in memory. */
record InMemoryQueueAdmin(InMemoryStore store, InstantSource clock) implements QueueAdmin {

    @Override
    public void provision(QueueConfig queue, Set<ConsumerGroup> groups) {
        int slices = Integer.parseInt(queue.settings().getOrDefault(InMemoryStore.PARTITIONS, "1"));
        store.provision(
                queue.names(), slices, groups.stream().map(ConsumerGroup::name).collect(Collectors.toSet()));
        store.provision(queue.deadLetterNames(), slices, Set.of());
    }

    @Override
    public DelayedCounts pending(QueueConfig queue, Set<ConsumerGroup> groups) {
        return new InMemoryDelays(store, queue.names(), clock).pendingHere();
    }

    @Override
    public String end(QueueConfig queue) {
        return store.end(queue.names());
    }

    @Override
    public boolean isSettled(QueueConfig queue, Set<ConsumerGroup> groups, String end) {
        return store.isSettled(
                queue.names(), groups.stream().map(ConsumerGroup::name).toList(), end);
    }

    @Override
    public QueueContent content(QueueConfig queue, Set<ConsumerGroup> groups) {
        Map<ConsumerGroup, Long> undelivered = new HashMap<>();
        long delayed = pending(queue, groups).total();
        groups.forEach(group -> undelivered.put(group, store.lag(queue.names(), group.name())));
        return new QueueContent(undelivered, delayed, clock.instant(), true, end(queue));
    }

    @Override
    public Duration discard(QueueConfig queue, Set<ConsumerGroup> groups) {
        store.discard(queue.names(), groups.stream().map(ConsumerGroup::name).toList());
        return Duration.ZERO;
    }
}
