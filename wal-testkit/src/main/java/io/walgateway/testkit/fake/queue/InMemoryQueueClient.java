package io.walgateway.testkit.fake.queue;

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
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

final class InMemoryQueueClient implements QueueClient {
    private static final int RECORD_BYTES_MAX = 1 << 20;

    private final InMemoryStore store;
    private final InstantSource clock;
    private final Map<List<String>, QueueWriter> writers = new ConcurrentHashMap<>();

    private volatile boolean closed;

    InMemoryQueueClient(InMemoryStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public QueueWriter writer(QueueConfig queue) {
        return writers.computeIfAbsent(queue.names(), this::writerTo);
    }

    @Override
    public QueueWriter deadLetterWriter(QueueConfig queue) {
        if (queue.deadLetterNames().isEmpty()) {
            throw new IllegalArgumentException(
                    "deadLetterNames: none (expected: a dead-letter queue of " + queue.names() + ")");
        }
        return writers.computeIfAbsent(queue.deadLetterNames(), this::writerTo);
    }

    @Override
    public boolean holdsBack(QueueConfig queue) {
        return true;
    }

    @Override
    public DelayKeeping keepDelays(QueueConfig queue) {
        return new InMemoryDelays(store, queue.names(), clock);
    }

    @Override
    public Optional<DelayedEntries> delayed(QueueConfig queue) {
        return Optional.of(new InMemoryDelays(store, queue.names(), clock));
    }

    @Override
    public boolean delaysNatively(QueueConfig queue) {
        return false;
    }

    @Override
    public int recordBytesMax(QueueConfig queue) {
        return RECORD_BYTES_MAX;
    }

    @Override
    public boolean sharesEntries(QueueConfig queue) {
        return true;
    }

    @Override
    public QueueReader reader(QueueConfig queue, ConsumerGroup group, SliceListener listener) {
        return new InMemoryQueueReader(store, clock, queue.names(), group.name(), listener);
    }

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

    @Override
    public void close() {
        closed = true;
    }

    private QueueWriter writerTo(List<String> names) {
        return entry -> CompletableFuture.completedFuture(
                closed
                        ? new AppendResult.NotAppended("the client is closed")
                        : store.append(names, entry, clock.instant()));
    }
}
