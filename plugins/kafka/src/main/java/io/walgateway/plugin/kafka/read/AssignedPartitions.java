package io.walgateway.plugin.kafka.read;

import io.walgateway.core.queue.Slice;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that a reader holds, from their assignment to their revocation. Confined to the polling thread, except
 * for {@link #find}, {@link #lag} and {@link #gaps}.
 */
final class AssignedPartitions implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(AssignedPartitions.class);
    private static final Duration LOOKUP_PATIENCE = Duration.ofSeconds(1);
    private static final Duration COMMIT_PATIENCE = Duration.ofSeconds(5);
    private static final Duration LAG_INTERVAL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final CommitCycle commits;
    private final SliceEvents events;
    private final Map<TopicPartition, AssignedPartition> held = new ConcurrentHashMap<>();
    /** Assigned, but their first position is not known yet: nothing is read from them. */
    private final Set<TopicPartition> newcomers = new HashSet<>();

    private long lagNanos = System.nanoTime() - LAG_INTERVAL.toNanos();
    private volatile boolean everAssigned;
    private final AtomicLong gaps = new AtomicLong();

    AssignedPartitions(Consumer<byte[], byte[]> consumer, CommitCycle commits, SliceEvents events) {
        this.consumer = consumer;
        this.commits = commits;
        this.events = events;
    }

    /** Empty: the slice is not held, or was assigned anew since. */
    Optional<AssignedPartition> find(Slice slice) {
        return Optional.ofNullable(held.get(new TopicPartition(slice.queue(), slice.part())))
                .filter(found -> found.slice().equals(slice));
    }

    Collection<AssignedPartition> all() {
        return held.values();
    }

    AssignedPartition of(ConsumerRecord<?, ?> record) {
        return Objects.requireNonNull(held.get(new TopicPartition(record.topic(), record.partition())));
    }

    void skipTo(TopicPartition partition, long position) {
        AssignedPartition slice = held.get(partition);
        if (slice != null) {
            slice.skipTo(position);
        }
    }

    long lag() {
        long sum = everAssigned ? 0 : -1;
        for (AssignedPartition slice : held.values()) {
            long lag = slice.lag();
            if (lag < 0) {
                return -1;
            }
            sum += lag;
        }
        return sum;
    }

    long gaps() {
        return gaps.get();
    }

    void measureLag() {
        if (System.nanoTime() - lagNanos < LAG_INTERVAL.toNanos()) {
            return;
        }
        lagNanos = System.nanoTime();
        held.forEach((partition, slice) -> consumer.currentLag(partition).ifPresent(slice::ahead));
    }

    void pauseAll(boolean paused) {
        if (paused) {
            consumer.pause(held.keySet());
        } else {
            consumer.resume(held.keySet());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        everAssigned = true;
        newcomers.addAll(partitions);
        consumer.pause(partitions);
        settleIn();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        newcomers.removeAll(partitions);
        giveUp(slices(partitions));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        newcomers.removeAll(partitions);
        lose(slices(partitions));
    }

    /**
     * Looks up the first positions of newly assigned partitions. When Kafka does not answer, the next call tries again.
     */
    void settleIn() {
        if (newcomers.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committed;
        try {
            committed = consumer.committed(Set.copyOf(newcomers), LOOKUP_PATIENCE);
        } catch (RetriableException | WakeupException e) {
            LOG.debug("Where to begin in {} is not known yet", newcomers, e);
            return;
        }
        Set<Slice> slices = new HashSet<>();
        newcomers.forEach(partition ->
                slices.add(begin(partition, committed.get(partition)).slice()));
        newcomers.clear();
        events.listener().assigned(slices);
    }

    /** Continues after entries that are no longer in the log, and logs the gap. */
    void bridgeGap(Map<TopicPartition, Long> positions) {
        Map<TopicPartition, Long> beginnings;
        try {
            beginnings = consumer.beginningOffsets(positions.keySet(), LOOKUP_PATIENCE);
        } catch (RetriableException | WakeupException e) {
            LOG.debug("Where the logs of {} begin is not known yet", positions.keySet(), e);
            return;
        }
        positions.forEach((partition, position) -> {
            long beginning = beginnings.getOrDefault(partition, 0L);
            gaps.incrementAndGet();
            consumer.seek(partition, beginning);
            if (beginning > position) {
                LOG.error(
                        "GAP: at least {} entries of {} were removed from the log before they were read: expected position"
                                + " {}, but the log begins at {}",
                        beginning - position,
                        partition,
                        position,
                        beginning);
                skipTo(partition, beginning);
            } else {
                LOG.error(
                        "GAP: the log of {} has lost its end: expected position {}, but it ends before; reading it"
                                + " again from its beginning {}",
                        partition,
                        position,
                        beginning);
                beginAgain(partition);
            }
        });
    }

    void giveUpAll() {
        giveUp(List.copyOf(held.values()));
    }

    private AssignedPartition begin(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
        Map<Long, Integer> attempts = Map.of();
        if (committed == null) {
            consumer.seekToBeginning(Set.of(partition));
        } else {
            consumer.seek(partition, committed.offset());
            attempts = attempts(partition, committed);
        }
        AssignedPartition slice = new AssignedPartition(
                new Slice(
                        partition.topic(),
                        partition.partition(),
                        events.epochs().getAsLong()),
                attempts);
        held.put(partition, slice);
        return slice;
    }

    /**
     * Positions that go back would make old leases ambiguous, so the old leases become those of an earlier assignment.
     */
    private void beginAgain(TopicPartition partition) {
        lose(slices(Set.of(partition)));
        AssignedPartition slice = new AssignedPartition(
                new Slice(
                        partition.topic(),
                        partition.partition(),
                        events.epochs().getAsLong()),
                Map.of());
        held.put(partition, slice);
        events.listener().assigned(Set.of(slice.slice()));
    }

    private void giveUp(List<AssignedPartition> slices) {
        if (slices.isEmpty()) {
            return;
        }
        try {
            events.listener().revoked(names(slices));
            commits.runNow(slices, COMMIT_PATIENCE);
        } finally {
            letGo(slices);
        }
    }

    private void lose(List<AssignedPartition> slices) {
        letGo(slices);
        if (!slices.isEmpty()) {
            events.listener().lost(names(slices));
        }
    }

    private void letGo(List<AssignedPartition> slices) {
        slices.forEach(slice -> held.remove(slice.partition()));
        slices.forEach(AssignedPartition::letGo);
    }

    private List<AssignedPartition> slices(Collection<TopicPartition> partitions) {
        Map<TopicPartition, AssignedPartition> found = new HashMap<>(held);
        found.keySet().retainAll(partitions);
        return List.copyOf(found.values());
    }

    private static Set<Slice> names(List<AssignedPartition> slices) {
        return slices.stream().map(AssignedPartition::slice).collect(Collectors.toSet());
    }

    private static Map<Long, Integer> attempts(TopicPartition partition, OffsetAndMetadata committed) {
        try {
            return AttemptCounts.decode(committed.offset(), committed.metadata());
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "Expected counts of attempts beside the offset of {}, but it is something else: they start anew",
                    partition,
                    e);
            return Map.of();
        }
    }
}
