package io.walgateway.client.cache;

import io.walgateway.proto.v1.CacheMutation;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log that takes everything, unless told otherwise. */
final class FakeLog implements MutationLog {
    private final List<CacheMutation> appended = new CopyOnWriteArrayList<>();
    private final List<Instant> writeTimes = new CopyOnWriteArrayList<>();
    private final Queue<LogOutcome> outcomes = new ConcurrentLinkedQueue<>();

    List<CacheMutation> appended() {
        return appended;
    }

    List<Instant> writeTimes() {
        return writeTimes;
    }

    /** The next appends end like this, in this order. */
    void next(LogOutcome... given) {
        outcomes.addAll(List.of(given));
    }

    @Override
    public LogOutcome append(CacheMutation mutation, Instant writeTime) {
        appended.add(mutation);
        writeTimes.add(writeTime);
        LogOutcome outcome = outcomes.poll();
        return outcome == null ? new LogOutcome.Appended("log@" + appended.size()) : outcome;
    }
}
