package io.walgateway.core.queue;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * An entry to be stored: an encoded record, and what the queue itself has to know about it.
 *
 * @param id     the message's id; the same for each copy of a message
 * @param key    entries with the same non-empty key are stored in the same slice, in append order; empty: anywhere
 * @param record the encoded {@code wal.v1.LogRecord}
 * @param due    when it is due: the queue may delay it until then, and must not delay it longer; the moment of its
 *               release decides its place in the order of its key. {@link #AT_ONCE} or any past time: now
 * @param groups the groups that are to read it. A queue that keeps a position for each group shows every entry to all
 *               of them; a queue that does not stores one copy for each of these groups. Empty: no particular group, as
 *               in a dead-letter queue
 */
public record QueueEntry(UUID id, Bytes key, Bytes record, Instant due, Set<ConsumerGroup> groups) {

    /** Due at once. */
    public static final Instant AT_ONCE = Instant.MIN;

    public QueueEntry {
        groups = Set.copyOf(groups);
    }
}
