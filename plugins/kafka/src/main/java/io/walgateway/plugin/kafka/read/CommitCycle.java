package io.walgateway.plugin.kafka.read;

import io.walgateway.core.units.Durations;
import io.walgateway.plugin.kafka.cluster.SendFaults;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidCommitOffsetSizeException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits settled positions: at intervals while polling, one round at a time, and at once when asked. A commit that
 * fails is repeated with the state of that time; it never ends the reading. Confined to the polling thread, except for
 * {@link #hurry}.
 */
final class CommitCycle {
    private static final Logger LOG = LoggerFactory.getLogger(CommitCycle.class);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
    /** Longer than Kafka's client itself keeps trying. Without this limit, a missing answer would stop all commits. */
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(90);

    private static final int WAKEUPS_MAX = 10;

    /** Errors that a broker gives for one partition. It stores the others, but Kafka's client does not say so. */
    private static final List<Class<? extends Throwable>> OF_ONE_PARTITION = List.of(
            UnknownTopicOrPartitionException.class,
            TopicAuthorizationException.class,
            OffsetMetadataTooLarge.class,
            InvalidCommitOffsetSizeException.class);

    private final Consumer<byte[], byte[]> consumer;
    private final AtomicBoolean hurried = new AtomicBoolean();
    /** Unanswered commits of the latest round. */
    private int unanswered;

    private long latest;
    /** A refused partition fails a whole commit, so each partition is committed by itself for now. */
    private boolean apart;

    private boolean backingOff;
    private final LongSupplier nanoTime;
    private long lastNanos;
    private int metadataCharsMax = AttemptCounts.CHARS_MAX;
    private boolean warned;

    CommitCycle(Consumer<byte[], byte[]> consumer) {
        this(consumer, System::nanoTime);
    }

    CommitCycle(Consumer<byte[], byte[]> consumer, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.nanoTime = nanoTime;
        this.lastNanos = nanoTime.getAsLong() - INTERVAL.toNanos();
    }

    /** Asks for the next commit at once. Any thread. True: no such request was pending. */
    boolean hurry() {
        return hurried.compareAndSet(false, true);
    }

    /** Starts a commit when there is something to store and the time has come. */
    void run(Collection<AssignedPartition> slices) {
        if ((unanswered > 0 && !isOverdue()) || !isTime()) {
            return;
        }
        hurried.set(false);
        lastNanos = nanoTime.getAsLong();
        apart = apart && backingOff;
        backingOff = false;
        List<AssignedPartition.Snapshot> snapshots = snapshots(slices);
        if (!snapshots.isEmpty()) {
            start(apart ? snapshots.stream().map(List::of).toList() : List.of(snapshots));
        }
    }

    private void start(List<List<AssignedPartition.Snapshot>> commits) {
        unanswered = commits.size();
        long round = ++latest;
        try {
            commits.forEach(commit -> start(commit, round));
        } catch (RuntimeException e) {
            // At least one commit was not started, so its callback will not be called.
            unanswered = 0;
            latest++;
            throw e;
        }
    }

    private void start(List<AssignedPartition.Snapshot> snapshots, long round) {
        consumer.commitAsync(offsets(snapshots), (_, error) -> {
            unanswered -= round == latest ? 1 : 0;
            finish(snapshots, error);
            if (hurried.get() && error == null) {
                consumer.wakeup();
            }
        });
    }

    /** Commits all that is settled in these slices, or gives up after a while: the entries are then delivered again. */
    void runNow(Collection<AssignedPartition> slices, Duration patience) {
        List<AssignedPartition.Snapshot> snapshots = snapshots(slices);
        if (snapshots.isEmpty()) {
            return;
        }
        try {
            untilNotWoken(() -> consumer.commitSync(offsets(snapshots), patience));
            finish(snapshots, null);
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn(
                    "Expected to store the positions of {}, but {}: some entries will come again",
                    partitions(snapshots),
                    SendFaults.text(e));
            finish(snapshots, e);
        }
    }

    /** Repeats a call that a wake-up has ended: wake-ups are meant for the poll. */
    static void untilNotWoken(Runnable call) {
        for (int wakeup = 0; wakeup < WAKEUPS_MAX; wakeup++) {
            try {
                call.run();
                return;
            } catch (WakeupException e) {
                LOG.trace("Woken, and goes on", e);
            }
        }
        call.run();
    }

    private boolean isOverdue() {
        boolean overdue = nanoTime.getAsLong() - lastNanos > ANSWER_PATIENCE.toNanos();
        if (overdue) {
            LOG.warn(
                    "Expected an answer to a commit within {}, but there is none; storing the positions anew",
                    Durations.format(ANSWER_PATIENCE));
        }
        return overdue;
    }

    private boolean isTime() {
        long passed = nanoTime.getAsLong() - lastNanos;
        if (backingOff) {
            return passed >= AFTER_FAILURE.toNanos();
        }
        return hurried.get() || passed >= INTERVAL.toNanos();
    }

    private List<AssignedPartition.Snapshot> snapshots(Collection<AssignedPartition> slices) {
        List<AssignedPartition.Snapshot> snapshots = slices.stream()
                .map(slice -> slice.unstored(metadataCharsMax))
                .flatMap(Optional::stream)
                .toList();
        if (!warned && snapshots.stream().anyMatch(snapshot -> snapshot.dropped() > 0)) {
            warned = true;
            LOG.warn(
                    "Expected all counts of failed attempts of {} to fit beside the offset, but they are too many: those of"
                            + " the fewest attempts start anew after a crash",
                    partitions(snapshots));
        }
        return snapshots;
    }

    private void finish(List<AssignedPartition.Snapshot> snapshots, @Nullable Exception error) {
        if (error == null) {
            snapshots.forEach(snapshot -> snapshot.of().stored(snapshot.version()));
            return;
        }
        backingOff = true;
        Throwable cause = error.getCause() == null ? error : error.getCause();
        apart = apart || OF_ONE_PARTITION.stream().anyMatch(type -> type.isInstance(cause));
        if (cause instanceof OffsetMetadataTooLarge) {
            metadataCharsMax /= 2;
        }
        LOG.debug("Positions of {} are not stored yet", partitions(snapshots), error);
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(List<AssignedPartition.Snapshot> snapshots) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        snapshots.forEach(snapshot -> offsets.put(snapshot.of().partition(), snapshot.offset()));
        return offsets;
    }

    private static List<TopicPartition> partitions(List<AssignedPartition.Snapshot> snapshots) {
        return snapshots.stream().map(snapshot -> snapshot.of().partition()).toList();
    }
}
