package io.walgateway.plugin.kafka.read;

import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;

/** Reads the topics of one queue for one group, with a consumer of its own. */
public final class KafkaQueueReader implements QueueReader {
    /** The longest that one poll of the consumer may take. Requests of other threads are carried out between polls. */
    private static final Duration STEP = Duration.ofMillis(100);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final Runnable closed;
    private final Consumer<byte[], byte[]> consumer;
    private final CommitCycle commits;
    private final AssignedPartitions holdings;
    private volatile boolean paused;
    private volatile boolean woken;

    /** @param closed called when the reader has left its group */
    public KafkaQueueReader(
            Map<String, Object> properties,
            List<String> topics,
            SliceEvents events,
            InstantSource clock,
            Runnable closed) {
        this.clock = clock;
        this.closed = closed;
        this.consumer = new KafkaConsumer<>(properties);
        this.commits = new CommitCycle(consumer);
        this.holdings = new AssignedPartitions(consumer, commits, events);
        consumer.subscribe(topics, holdings);
    }

    @Override
    public List<Lease> poll(Duration wait) {
        long startedNanos = System.nanoTime();
        long left = wait.toNanos();
        do {
            List<Lease> leases = step(Duration.ofNanos(Math.max(0, Math.min(left, STEP.toNanos()))));
            if (!leases.isEmpty() || woken) {
                woken = false;
                return leases;
            }
            left = wait.toNanos() - (System.nanoTime() - startedNanos);
        } while (left > 0);
        return List.of();
    }

    @Override
    public void acknowledge(Lease lease) {
        holdings.find(lease.slice()).ifPresent(held -> held.acknowledge(lease.position()));
    }

    @Override
    public CompletionStage<Void> recordAttempts(Lease lease, int attempts) {
        var held = holdings.find(lease.slice());
        if (held.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("Expected to hold " + lease.slice() + ", but it is assigned elsewhere"));
        }
        CompletionStage<Void> stored = held.get().recordAttempts(lease.position(), attempts);
        if (commits.hurry()) {
            consumer.wakeup();
        }
        return stored;
    }

    @Override
    public boolean remembersAttempts() {
        return true;
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
    }

    @Override
    public long lag() {
        return holdings.lag();
    }

    @Override
    public void wakeup() {
        woken = true;
        consumer.wakeup();
    }

    @Override
    public void close() {
        try {
            holdings.giveUpAll();
        } finally {
            // A reader with a name of its own would otherwise keep its slices for a while.
            consumer.close(CloseOptions.timeout(CLOSE_PATIENCE)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
            closed.run();
        }
    }

    /** The number of times that entries were removed from the log before they were read. */
    public long gaps() {
        return holdings.gaps();
    }

    private List<Lease> step(Duration wait) {
        try {
            holdings.settleIn();
            holdings.pauseAll(paused);
            commits.run(holdings.all());
            holdings.measureLag();
            // The poll comes last: it moves the position, so a failure after it would withhold the leases for ever.
            return leases(consumer.poll(wait));
        } catch (NoOffsetForPartitionException e) {
            // No position was ever committed: nothing is skipped.
            consumer.seekToBeginning(e.partitions());
        } catch (OffsetOutOfRangeException e) {
            holdings.bridgeGap(e.offsetOutOfRangePartitions());
        } catch (WakeupException | RetriableException e) {
            // Another thread has a request, or Kafka is away for now: either way, the next step continues.
        }
        return List.of();
    }

    private List<Lease> leases(ConsumerRecords<byte[], byte[]> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        List<Lease> leases = new ArrayList<>(records.count());
        Instant now = clock.instant();
        records.forEach(record -> leases.add(holdings.of(record).handOut(record, now)));
        records.nextOffsets().forEach((partition, next) -> holdings.skipTo(partition, next.offset()));
        return leases;
    }
}
