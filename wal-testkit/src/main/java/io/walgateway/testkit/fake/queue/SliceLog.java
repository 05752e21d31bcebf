package io.walgateway.testkit.fake.queue;

import io.walgateway.core.queue.QueueEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The entries of one slice; their index is their position. To be used under the lock of its store. */
final class SliceLog {
    private final String queue;
    private final int part;
    private final List<Stored> entries = new ArrayList<>();

    /** One entry as it was stored. */
    record Stored(QueueEntry entry, Instant appended) {}

    SliceLog(String queue, int part) {
        this.queue = queue;
        this.part = part;
    }

    String queue() {
        return queue;
    }

    int part() {
        return part;
    }

    List<Stored> entries() {
        return entries;
    }

    void append(QueueEntry entry, Instant now) {
        entries.add(new Stored(entry, now));
    }
}
