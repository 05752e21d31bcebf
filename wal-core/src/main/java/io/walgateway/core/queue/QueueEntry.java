package io.walgateway.core.queue;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What a queue stores: an encoded record, and what the queue itself has to know of it.
 *
 * @param id     the message's id; the same for each copy of a message
 * @param key    entries with the same non-empty key lie in the same slice, in append order; empty: anywhere
 * @param record the encoded {@code wal.v1.LogRecord}
 * @param due    when it is wanted: the queue may hold it back until then, and must not hold it back longer; its place in
 *               the order of its key is that of the moment at which it comes out. {@link #AT_ONCE} or any past time: now
 * @param groups who is to read it. A queue that keeps a position for each group shows every entry to all of them; one
 *               that does not stores the entry once for each of these. Empty: nobody in particular, as in a dead-letter
 *               queue
 */
public record QueueEntry(UUID id, Bytes key, Bytes record, Instant due, Set<ConsumerGroup> groups) {

    /** No waiting. */
    public static final Instant AT_ONCE = Instant.MIN;

    public QueueEntry {
        groups = Set.copyOf(groups);
    }
}
