package io.walgateway.it.sim;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of the log, and the truth about it, whatever the processes believe. */
final class LogEntry {
    final int slice;
    final long position;
    final Bytes key;
    final Bytes record;
    final Instant appended;
    /** Null: it was not written through the gateway. */
    final @Nullable WriteTry origin;
    /** Null: not a record. */
    final @Nullable Message message;
    /** The entry before it with the same ordering key, in this group. */
    final @Nullable LogEntry before;

    boolean delivered;
    /** Rightly not delivered. */
    boolean skipped;

    boolean rejected;
    boolean deadLettered;
    /** A copy for later delivery is durable. */
    boolean requeued;

    /** Copies that have come out into the log. */
    private final List<LogEntry> copies = new ArrayList<>();

    /** Attempts that its target failed. */
    int failures;
    /** Attempts that were begun and did not find the target away. */
    int attempts;

    int started;
    /** More than one holder of its slice has tried it. */
    boolean triedByMany;

    private @Nullable Tenure triedBy;

    LogEntry(
            int slice,
            long position,
            Bytes key,
            Bytes record,
            Instant appended,
            @Nullable WriteTry origin,
            @Nullable Message message,
            @Nullable LogEntry before) {
        this.slice = slice;
        this.position = position;
        this.key = key;
        this.record = record;
        this.appended = appended;
        this.origin = origin;
        this.message = message;
        this.before = before;
    }

    /** True if another group delivers it. */
    boolean isForeign() {
        return message != null && message.target().isEmpty();
    }

    void triedBy(Tenure tenure) {
        triedByMany |= triedBy != null && triedBy != tenure;
        triedBy = tenure;
    }

    /** This entry continues where the other entry was left. */
    void isCopyOf(LogEntry entry, int failuresThen, int attemptsThen) {
        entry.copies.add(this);
        failures = failuresThen;
        attempts = attemptsThen;
        started = entry.started;
        rejected = entry.rejected;
    }

    /** True if it need not be read again. */
    boolean isSettled() {
        return delivered || skipped || deadLettered || requeued || isForeign();
    }

    /** True if it, or any copy of it, was delivered, skipped or given up. */
    boolean hasArrived() {
        return delivered
                || skipped
                || deadLettered
                || isForeign()
                || copies.stream().anyMatch(LogEntry::hasArrived);
    }

    /** A unique number for the dice; the same whatever else is in the log. */
    long dieNumber() {
        return origin == null ? -1 - position : origin.dieNumber();
    }

    @Override
    public String toString() {
        return (origin == null ? "garbage" : origin.toString()) + " at " + slice + "@" + position;
    }
}
