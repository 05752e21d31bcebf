package io.walgateway.plugin.kafka.delay.timer;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.QueueEntry;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.UUID;

/** An entry as the store keeps it: id, length of the key, key, record. */
record PendingEntry(UUID id, Bytes key, Bytes record) {
    private static final int FIXED = 16 + Integer.BYTES;

    static PendingEntry of(byte[] stored) {
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        UUID id = new UUID(buffer.getLong(), buffer.getLong());
        byte[] key = new byte[buffer.getInt()];
        buffer.get(key);
        byte[] record = new byte[buffer.remaining()];
        buffer.get(record);
        return new PendingEntry(id, Bytes.wrap(key), Bytes.wrap(record));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(FIXED + key.size() + record.size())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(key.size())
                .put(key.asBuffer())
                .put(record.asBuffer())
                .array();
    }

    /** The entry to append to the topic, which shows every entry to all groups. */
    QueueEntry due() {
        return new QueueEntry(id, key, record, QueueEntry.AT_ONCE, Set.of());
    }
}
