package io.walgateway.core.queue;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import java.time.Instant;
import java.util.List;

/**
 * One entry in a reader's hand.
 *
 * @param slice    where it lies
 * @param position its place there; ascending within a slice, not necessarily dense
 * @param key      the key under which it was appended; empty: none
 * @param record   the encoded record, as it lay in the queue
 * @param appended when the queue stored it, by the queue's clock
 * @param attempts failed attempts that the queue remembers beside the record, see {@link QueueReader#recordAttempts}
 * @param headers  what stood beside the record, in its order, as its producer wrote it; empty where the queue has none
 */
public record Lease(
        Slice slice, long position, Bytes key, Bytes record, Instant appended, int attempts, List<Header> headers) {

    public Lease {
        headers = List.copyOf(headers);
    }

    /** One without headers. */
    public Lease(Slice slice, long position, Bytes key, Bytes record, Instant appended, int attempts) {
        this(slice, position, key, record, appended, attempts, List.of());
    }

    /** What it takes in memory, about. */
    public long bytes() {
        return record.size() + Header.bytes(headers);
    }

    /** {@code queue/part@position}, for logs and dead letters. */
    public String origin() {
        return slice.queue() + "/" + slice.part() + "@" + position;
    }
}
