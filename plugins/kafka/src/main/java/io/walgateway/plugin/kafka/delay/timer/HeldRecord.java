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
 * What lies in a delay topic. The headers say what it is: {@code wal-due} (microseconds since 1970, 8 bytes) and
 * {@code wal-id} (16 bytes) of an entry, {@code wal-unkeyed} where its id stands in for the key that it does not have, or
 * {@code wal-cancel} (16 bytes) alone, or {@code wal-cancel-all} (empty) alone.
 */
public sealed interface HeldRecord {
    /** Where it says when the entry is due. */
    String DUE = "wal-due";
    /** Where it says whose copy it is. */
    String ID = "wal-id";
    /** Present where the entry has no key. */
    String UNKEYED = "wal-unkeyed";
    /** Whose copies are to be taken back. */
    String CANCEL = "wal-cancel";

    /** Present where all that is before it is to be taken back. */
    String CANCEL_ALL = "wal-cancel-all";

    /** A cancellation has none: it goes to a partition, not to whoever has the key. */
    byte @Nullable [] NO_KEY = null;

    /** An entry that is to come out later; one that does not say when comes out at once. */
    record Held(UUID id, long dueMicros, Bytes key, Bytes record) implements HeldRecord {}

    /** All copies of this message are to be forgotten. */
    record Cancelled(UUID id) implements HeldRecord {}

    /** All entries before this record of the same partition are to be forgotten. */
    record CancelledAll() implements HeldRecord {}

    /** Lies in the partition of its key, so that one key's entries stay in order; without a key, of its id. */
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

    /** For one partition; a message's copies may lie in any. */
    static ProducerRecord<byte[], byte[]> cancelling(UUID id, String topic, int partition) {
        ProducerRecord<byte[], byte[]> cancelling = new ProducerRecord<>(topic, partition, NO_KEY, new byte[0]);
        cancelling.headers().add(CANCEL, bytes(id));
        return cancelling;
    }

    /** For one partition: takes back all that is there before it. */
    static ProducerRecord<byte[], byte[]> cancellingAll(String topic, int partition) {
        ProducerRecord<byte[], byte[]> cancelling = new ProducerRecord<>(topic, partition, NO_KEY, new byte[0]);
        cancelling.headers().add(CANCEL_ALL, new byte[0]);
        return cancelling;
    }

    /**
     * Reads whatever lies there.
     *
     * @param position where it lies, for want of an id
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
