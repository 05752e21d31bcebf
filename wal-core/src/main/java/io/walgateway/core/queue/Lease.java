package io.walgateway.core.queue;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import java.time.Instant;
import java.util.List;

/**
 * One entry that a reader holds.
 *
 * @param slice    the slice that contains it
 * @param position its position in the slice; ascending within a slice, not necessarily dense
 * @param key      the key under which it was appended; empty: none
 * @param record   the encoded record, as the queue stored it
 * @param appended when the queue stored it, by the queue's clock
 * @param attempts failed attempts that the queue stores beside the record, see {@link QueueReader#recordAttempts}
 * @param headers  the headers beside the record, in order, as its producer wrote them; empty if the queue has none
 */
public record Lease(
        Slice slice, long position, Bytes key, Bytes record, Instant appended, int attempts, List<Header> headers) {

    public Lease {
        headers = List.copyOf(headers);
    }

    /** A lease without headers. */
    public Lease(Slice slice, long position, Bytes key, Bytes record, Instant appended, int attempts) {
        this(slice, position, key, record, appended, attempts, List.of());
    }

    /** Its approximate size in memory. */
    public long bytes() {
        return record.size() + Header.bytes(headers);
    }

    /** {@code queue/part@position}, for logs and dead letters. */
    public String origin() {
        return slice.queue() + "/" + slice.part() + "@" + position;
    }
}
