package io.walgateway.testkit.fake.queue;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.queue.QueueEntry;
import java.util.Set;
import java.util.UUID;

/** Queue entries for tests that depend only on key and record. */
public final class Entries {
    private Entries() {}

    /** An entry for no group in particular. */
    public static QueueEntry of(Bytes key, Bytes record) {
        return of(key, record, Set.of());
    }

    public static QueueEntry of(Bytes key, Bytes record, Set<ConsumerGroup> groups) {
        return new QueueEntry(UUID.randomUUID(), key, record, QueueEntry.AT_ONCE, groups);
    }
}
