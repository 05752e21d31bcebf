package io.walgateway.testkit.fake.queue;

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
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

final class InMemoryQueueClient implements QueueClient {
    private static final int RECORD_BYTES_MAX = 1 << 20;
    private static final QueueTraits TRAITS = new QueueTraits(true, QueueTraits.Delays.BY_PROCESSES);

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
    public int recordBytesMax(QueueConfig queue) {
        return RECORD_BYTES_MAX;
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
                return new InMemoryDelays(store, queue.names(), clock);
            }

            @Override
            public Optional<DelayedEntries> entries(QueueConfig queue) {
                return Optional.of(new InMemoryDelays(store, queue.names(), clock));
            }
        };
    }

    @Override
    public QueueAdmin admin() {
        return new InMemoryQueueAdmin(store, clock);
    }

    @Override
    public QueueReader reader(QueueConfig queue, ConsumerGroup group, SliceListener listener) {
        return new InMemoryQueueReader(store, clock, queue.names(), group.name(), listener);
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
