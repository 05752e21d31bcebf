package io.walgateway.plugin.kafka.delay.timer;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/**
 * The key of a pending entry in the store: by due time, then in the order of the delay topic. The index in the same
 * store finds an entry by its message's id.
 *
 * @param dueMicros see {@link DueTime}
 * @param offset    its offset in the delay topic's partition: the same when it is read again
 */
record PendingKey(long dueMicros, long offset) implements Comparable<PendingKey> {
    static final PendingKey FIRST = new PendingKey(0, 0);
    static final PendingKey LAST = new PendingKey(Long.MAX_VALUE, Long.MAX_VALUE);
    private static final byte BY_DUE = 'd';
    private static final byte BY_ID = 'i';
    private static final int INDEX_SIZE = 1 + 16 + 2 * Long.BYTES;

    Bytes bytes() {
        return Bytes.wrap(ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put(BY_DUE)
                .putLong(dueMicros)
                .putLong(offset)
                .array());
    }

    Bytes indexBytes(UUID id) {
        return Bytes.wrap(ByteBuffer.allocate(INDEX_SIZE)
                .put(BY_ID)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(dueMicros)
                .putLong(offset)
                .array());
    }

    /** The next possible key. */
    PendingKey next() {
        return offset == Long.MAX_VALUE ? new PendingKey(dueMicros + 1, 0) : new PendingKey(dueMicros, offset + 1);
    }

    static PendingKey of(Bytes bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.get(), 1, 2 * Long.BYTES);
        return new PendingKey(buffer.getLong(), buffer.getLong());
    }

    static PendingKey ofIndex(Bytes bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.get(), 1 + 16, 2 * Long.BYTES);
        return new PendingKey(buffer.getLong(), buffer.getLong());
    }

    static Bytes firstIndex() {
        return Bytes.wrap(new byte[] {BY_ID});
    }

    static Bytes lastIndex() {
        return Bytes.wrap(new byte[] {BY_ID + 1});
    }

    @Override
    public int compareTo(PendingKey other) {
        int byDue = Long.compare(dueMicros, other.dueMicros);
        return byDue == 0 ? Long.compare(offset, other.offset) : byDue;
    }
}
