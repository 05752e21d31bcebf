package io.walgateway.benchmarks.suite;

import io.walgateway.benchmarks.process.Topics;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.registry.Plugins;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.MessageIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Appends messages of 1 KiB that are due later, as the gateway's server does. */
final class DelayedLoad implements AutoCloseable {
    private static final int PAYLOAD_BYTES = 1024;
    private static final int IN_FLIGHT_MAX = 8_000;
    private static final int KEYS = 10_000;

    private final InstantSource clock;
    private final QueueClient client;
    private final QueueConfig queue;
    private final Set<ConsumerGroup> groups;
    private final String namespace;
    private final MessageIds ids;
    private final SplittableRandom random = new SplittableRandom(13);
    private final Semaphore room = new Semaphore(IN_FLIGHT_MAX);
    private final AtomicLong failed = new AtomicLong();

    /** Provisions the namespace's queue. */
    DelayedLoad(String servers, String namespace, InstantSource clock) {
        this.clock = clock;
        this.namespace = namespace;
        this.ids = new MessageIds(clock, random.split());
        queue = new QueueConfig(
                "kafka",
                "default",
                List.of(namespace),
                List.of(namespace + Documents.DEAD_LETTERS),
                Map.of("partitions", Integer.toString(Topics.PARTITIONS)));
        groups = Set.of(ConsumerGroup.ofTarget(namespace, Documents.TARGET), ConsumerGroup.ofRequestTargets(namespace));
        client = Plugins.installed()
                .queue("kafka")
                .orElseThrow()
                .open(new PluginContext(
                        Map.of("clusters.*.bootstrap.servers", servers, "in-flight-bytes-max", "67108864"),
                        clock,
                        "bench"));
        client.admin().provision(queue, groups);
    }

    /** Appends messages as fast as they are accepted, all due at the same time; returns when all are stored. */
    void fill(long count, Instant due) {
        for (long n = 0; n < count; n++) {
            append(due);
        }
        room.acquireUninterruptibly(IN_FLIGHT_MAX);
        room.release(IN_FLIGHT_MAX);
        requireNoneFailed();
    }

    /** Appends messages at a steady pace; each is due this long after its append. Returns how many there were. */
    long paced(int perSecond, double seconds, Duration delay) {
        long interval = 1_000_000_000L / perSecond;
        long count = (long) (perSecond * seconds);
        long next = System.nanoTime();
        for (long n = 0; n < count; n++) {
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            append(clock.instant().plus(delay));
            next += interval;
        }
        return count;
    }

    DelayedCounts pending() {
        return client.admin().pending(queue, Set.of());
    }

    void requireNoneFailed() {
        if (failed.get() > 0) {
            throw new IllegalStateException("Expected all appends to succeed, but " + failed + " did not");
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private void append(Instant due) {
        byte[] payload = new byte[PAYLOAD_BYTES];
        random.nextBytes(payload);
        Bytes key = Bytes.utf8("key-" + random.nextInt(KEYS));
        Instant now = clock.instant();
        Message message = new Message(
                ids.next(),
                namespace,
                new Message.Inline(Bytes.wrap(payload)),
                Message.Routing.toAll(key),
                new Message.Lifecycle(now, now, due, Optional.empty()),
                0,
                1,
                Message.Provenance.NONE,
                Message.Priority.NORMAL);
        room.acquireUninterruptibly();
        client.writer(queue)
                .append(new QueueEntry(message.id(), key, EnvelopeCodec.encode(message), due, groups))
                .thenAccept(result -> {
                    room.release();
                    if (!(result instanceof AppendResult.Appended)) {
                        failed.incrementAndGet();
                    }
                });
    }
}
