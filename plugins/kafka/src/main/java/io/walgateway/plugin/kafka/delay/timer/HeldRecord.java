package io.walgateway.plugin.kafka.delay.timer;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.QueueEntry;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record of a delay topic. Its headers say what it is. An entry has {@code wal-due} (microseconds since 1970,
 * 8 bytes) and {@code wal-id} (16 bytes), and {@code wal-unkeyed} where its id stands in for a missing key. A
 * cancellation has {@code wal-cancel} (16 bytes) alone, or {@code wal-cancel-all} (empty) alone.
 */
public sealed interface HeldRecord {
    /** Header: when the entry is due. */
    String DUE = "wal-due";
    /** Header: the id of the message of which the entry is a copy. */
    String ID = "wal-id";
    /** Header: present where the entry has no key. */
    String UNKEYED = "wal-unkeyed";
    /** Header: the id of the message whose copies are cancelled. */
    String CANCEL = "wal-cancel";

    /** Header: present where all earlier entries are cancelled. */
    String CANCEL_ALL = "wal-cancel-all";

    /** A cancellation has no key: it is appended to a given partition, not to that of a key. */
    byte @Nullable [] NO_KEY = null;

    /** A delayed entry. One without a due time comes out at once. */
    record Held(UUID id, long dueMicros, Bytes key, Bytes record) implements HeldRecord {}

    /** Cancels all copies of this message. */
    record Cancelled(UUID id) implements HeldRecord {}

    /** Cancels all entries before this record in the same partition. */
    record CancelledAll() implements HeldRecord {}

    /**
     * Goes to the partition of its key, so that the entries of one key stay in order; without a key, to that of its id.
     */
    static ProducerRecord<byte[], byte[]> of(QueueEntry entry, String topic) {
        byte[] id = bytes(entry.id());
        byte[] due = ByteBuffer.allocate(Long.BYTES)
                .putLong(DueTime.micros(entry.due()))
                .array();
        boolean unkeyed = entry.key().isEmpty();
        byte[] key = unkeyed ? id : entry.key().unsafeArray();
        ProducerRecord<byte[], byte[]> held =
                new ProducerRecord<>(topic, key, entry.record().unsafeArray());
        held.headers().add(DUE, due).add(ID, id);
        if (unkeyed) {
            held.headers().add(UNKEYED, new byte[0]);
        }
        return held;
    }

    /** Cancels a message's copies in one partition; they may be in any. */
    static ProducerRecord<byte[], byte[]> cancelling(UUID id, String topic, int partition) {
        ProducerRecord<byte[], byte[]> cancelling = new ProducerRecord<>(topic, partition, NO_KEY, new byte[0]);
        cancelling.headers().add(CANCEL, bytes(id));
        return cancelling;
    }

    /** Cancels all earlier entries of one partition. */
    static ProducerRecord<byte[], byte[]> cancellingAll(String topic, int partition) {
        ProducerRecord<byte[], byte[]> cancelling = new ProducerRecord<>(topic, partition, NO_KEY, new byte[0]);
        cancelling.headers().add(CANCEL_ALL, new byte[0]);
        return cancelling;
    }

    /**
     * Reads any record of the delay topic.
     *
     * @param position the record's position, from which an id is made where it has none
     */
    static HeldRecord read(byte @Nullable [] key, byte @Nullable [] value, Headers headers, long position) {
        ByteBuffer cancelled = header(headers, CANCEL, 16);
        if (cancelled != null) {
            return new Cancelled(uuid(cancelled));
        }
        if (headers.lastHeader(CANCEL_ALL) != null) {
            return new CancelledAll();
        }
        ByteBuffer id = header(headers, ID, 16);
        ByteBuffer due = header(headers, DUE, Long.BYTES);
        return new Held(
                id == null ? new UUID(0, position) : uuid(id),
                due == null ? 0 : Math.max(0, due.getLong()),
                key == null || headers.lastHeader(UNKEYED) != null ? Bytes.EMPTY : Bytes.wrap(key),
                value == null ? Bytes.EMPTY : Bytes.wrap(value));
    }

    private static @Nullable ByteBuffer header(Headers headers, String name, int size) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null || header.value().length != size
                ? null
                : ByteBuffer.wrap(header.value());
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
