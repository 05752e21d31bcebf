package io.walgateway.testkit.fake.queue;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.QueueEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The state that the servers of a real queue would hold: entries, and the progress of each group. One lock guards all
 * of it.
 */
final class InMemoryStore {
    static final String PARTITIONS = "partitions";

    final ReentrantLock lock = new ReentrantLock();
    /** Signalled after each change for which a poll may be waiting. */
    final Condition changed = lock.newCondition();

    private final Map<String, List<SliceLog>> queues = new TreeMap<>();
    private final Map<String, GroupState> groups = new TreeMap<>();
    private final HeldBack heldBack = new HeldBack();
    private long turn;

    void provision(List<String> names, int slices, Set<String> groupNames) {
        locked(() -> names.forEach(name -> {
            List<SliceLog> logs = queues.computeIfAbsent(name, unknown -> new ArrayList<>());
            while (logs.size() < slices) {
                logs.add(new SliceLog(name, logs.size()));
            }
            logs.forEach(log -> groupNames.forEach(group -> group(group).startAtEnd(log)));
        }));
    }

    AppendResult append(List<String> names, QueueEntry entry, Instant now) {
        lock.lock();
        try {
            List<SliceLog> logs = logs(names);
            if (logs.isEmpty()) {
                return new AppendResult.NotAppended("queue " + names + " does not exist");
            }
            if (entry.due().isAfter(now)) {
                heldBack.add(names, entry);
            } else {
                choose(logs, entry.key()).append(entry, now);
            }
            changed.signalAll();
            return AppendResult.APPENDED;
        } finally {
            lock.unlock();
        }
    }

    /** Moves due entries to their queue. To be called under the lock. */
    void release(Instant now) {
        heldBack.release(now, (names, entry) -> choose(logs(names), entry.key()).append(entry, now));
    }

    /**
     * True if entries are held back, so that there may be more to read although nothing changes. To be called under the
     * lock.
     */
    boolean holdsBack() {
        return !heldBack.isEmpty();
    }

    DelayedCounts delayed(List<String> names, Instant now) {
        lock.lock();
        try {
            release(now);
            return heldBack.counts(names, now);
        } finally {
            lock.unlock();
        }
    }

    void cancel(List<String> names, UUID id) {
        locked(() -> heldBack.cancel(names, id));
    }

    /** To be called under the lock. */
    GroupState group(String name) {
        return groups.computeIfAbsent(name, unknown -> new GroupState());
    }

    /** To be called under the lock; queues that do not exist yet are left out. */
    List<SliceLog> logs(List<String> names) {
        return names.stream()
                .flatMap(name -> queues.getOrDefault(name, List.of()).stream())
                .toList();
    }

    List<QueueEntry> entries(String name) {
        lock.lock();
        try {
            return logs(List.of(name)).stream()
                    .flatMap(log -> log.entries().stream())
                    .map(SliceLog.Stored::entry)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** The number of entries in each slice. */
    String end(List<String> names) {
        lock.lock();
        try {
            return logs(names).stream()
                    .map(log -> String.valueOf(log.entries().size()))
                    .collect(Collectors.joining(","));
        } finally {
            lock.unlock();
        }
    }

    boolean isSettled(List<String> names, List<String> groupNames, String end) {
        lock.lock();
        try {
            List<Long> ends = Stream.of(end.split(",")).map(Long::valueOf).toList();
            List<SliceLog> logs = logs(names);
            return groupNames.stream()
                    .allMatch(group -> IntStream.range(0, ends.size())
                            .allMatch(
                                    slice -> group(group).slice(logs.get(slice)).isSettledUpTo(ends.get(slice))));
        } finally {
            lock.unlock();
        }
    }

    long lag(List<String> names, String groupName) {
        lock.lock();
        try {
            return logs(names).stream()
                    .mapToLong(log ->
                            group(groupName).slice(log).unsettled(log.entries().size()))
                    .sum();
        } finally {
            lock.unlock();
        }
    }

    void discard(List<String> names, List<String> groupNames) {
        locked(() -> {
            heldBack.clear(names);
            logs(names)
                    .forEach(log -> groupNames.forEach(group ->
                            group(group).slice(log).acknowledgeAll(log.entries().size())));
        });
    }

    void expel(String groupName) {
        locked(() -> group(groupName).expelAll());
    }

    void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private SliceLog choose(List<SliceLog> logs, Bytes key) {
        long index = key.isEmpty() ? turn++ : key.hashCode();
        return logs.get((int) Math.floorMod(index, (long) logs.size()));
    }
}
