package io.walgateway.testkit.fake.queue;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.queue.QueueEntry;
import java.util.Set;
import java.util.UUID;

/** Queue entries of which only key and record matter to a test. */
public final class Entries {
    private Entries() {}

    /** For nobody in particular. */
    public static QueueEntry of(Bytes key, Bytes record) {
        return of(key, record, Set.of());
    }

    public static QueueEntry of(Bytes key, Bytes record, Set<ConsumerGroup> groups) {
        return new QueueEntry(UUID.randomUUID(), key, record, QueueEntry.AT_ONCE, groups);
    }
}
