package io.walgateway.testkit.fake.queue;

import io.walgateway.core.queue.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** The progress of a group, and which member holds which slice. To be used under the lock of its store. */
final class GroupState {
    private final Map<SliceLog, SliceState> slices = new HashMap<>();
    private final List<InMemoryQueueReader> members = new ArrayList<>();
    private long epochs;

    /** A group's state for one slice. */
    static final class SliceState {
        private final Set<Long> acknowledged = new HashSet<>();
        private final Map<Long, Integer> attempts = new HashMap<>();
        private final long start;

        private boolean held;

        private SliceState(long start) {
            this.start = start;
        }

        long start() {
            return start;
        }

        boolean isAcknowledged(long position) {
            return position < start || acknowledged.contains(position);
        }

        boolean isSettledUpTo(long end) {
            return LongStream.range(0, end).allMatch(this::isAcknowledged);
        }

        long unsettled(long end) {
            return LongStream.range(0, end)
                    .filter(position -> !isAcknowledged(position))
                    .count();
        }

        void acknowledgeAll(long end) {
            LongStream.range(0, end).forEach(this::acknowledge);
        }

        void acknowledge(long position) {
            acknowledged.add(position);
            attempts.remove(position);
        }

        int attempts(long position) {
            return attempts.getOrDefault(position, 0);
        }

        void recordAttempts(long position, int failed) {
            attempts.put(position, failed);
        }

        void release() {
            held = false;
        }
    }

    SliceState slice(SliceLog log) {
        return slices.computeIfAbsent(log, unknown -> new SliceState(0));
    }

    void startAtEnd(SliceLog log) {
        slices.computeIfAbsent(log, unknown -> new SliceState(log.entries().size()));
    }

    /** True if the reader was not a member yet. */
    boolean join(InMemoryQueueReader reader) {
        return !members.contains(reader) && members.add(reader);
    }

    void leave(InMemoryQueueReader reader) {
        members.remove(reader);
    }

    /** The slices that a member should hold, once all members have polled again. */
    List<SliceLog> share(InMemoryQueueReader reader, List<SliceLog> logs) {
        List<InMemoryQueueReader> rivals =
                members.stream().filter(reader::readsSameAs).toList();
        List<SliceLog> share = new ArrayList<>();
        for (int i = rivals.indexOf(reader); i < logs.size(); i += rivals.size()) {
            share.add(logs.get(i));
        }
        return share;
    }

    /** Takes a slice, unless another member holds it. */
    boolean take(SliceLog log) {
        SliceState state = slice(log);
        if (state.held) {
            return false;
        }
        state.held = true;
        return true;
    }

    Slice newAssignment(SliceLog log) {
        return new Slice(log.queue(), log.part(), ++epochs);
    }

    void expelAll() {
        members.forEach(InMemoryQueueReader::expelled);
        members.clear();
        slices.values().forEach(SliceState::release);
    }
}
