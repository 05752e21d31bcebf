package io.walgateway.plugin.kafka.delay.timer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.zip.CRC32C;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The pending entries of one partition of a delay topic, and their counts. Confined to Kafka Streams' thread. */
final class PendingStore {
    private static final int CANCELLED_AT_ONCE = 1_000;

    private final KeyValueStore<Bytes, byte[]> store;
    private final PendingCounter census;

    PendingStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        this.census = new PendingCounter(store);
    }

    PendingCounter census() {
        return census;
    }

    /**
     * False: the same copy is already pending, for example because an append was repeated after its answer was lost.
     */
    boolean add(PendingKey key, PendingEntry entry) {
        byte[] value = entry.bytes();
        byte[] checksum = checksum(value);
        if (hasTwin(key, entry.id(), value, checksum)) {
            return false;
        }
        store.put(key.bytes(), value);
        Bytes index = key.indexBytes(entry.id());
        if (store.putIfAbsent(index, checksum) == null) {
            census.added(index, key);
        }
        return true;
    }

    void remove(PendingKey key, UUID id) {
        store.delete(key.bytes());
        Bytes index = key.indexBytes(id);
        if (store.delete(index) != null) {
            census.removed(index, key);
        }
    }

    /** Removes all copies of a message; returns how many there were. */
    int cancel(UUID id) {
        List<PendingKey> copies = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> range =
                store.range(PendingKey.FIRST.indexBytes(id), PendingKey.LAST.indexBytes(id))) {
            range.forEachRemaining(copy -> copies.add(PendingKey.ofIndex(copy.key)));
        }
        copies.forEach(copy -> remove(copy, id));
        return copies.size();
    }

    /** Removes all entries with a smaller offset in the delay topic; returns how many there were. */
    long cancelBefore(long offset) {
        long cancelled = 0;
        List<Known> found = known(PendingKey.FIRST, offset);
        while (!found.isEmpty()) {
            found.forEach(entry -> remove(entry.key(), entry.id()));
            cancelled += found.size();
            found = known(found.getLast().key().next(), offset);
        }
        return cancelled;
    }

    private record Known(PendingKey key, UUID id) {}

    /** Finds a limited number of entries: the store may hold more than fits into memory. */
    private List<Known> known(PendingKey from, long beforeOffset) {
        List<Known> found = new ArrayList<>();
        visit(from, (key, value) -> {
            if (key.offset() < beforeOffset) {
                found.add(new Known(key, PendingEntry.of(value).id()));
            }
            return found.size() < CANCELLED_AT_ONCE;
        });
        return found;
    }

    /** Shows entries in their order, beginning with this key, until the visitor returns false. */
    void visit(PendingKey from, BiPredicate<PendingKey, byte[]> visitor) {
        try (KeyValueIterator<Bytes, byte[]> range = store.range(from.bytes(), PendingKey.LAST.bytes())) {
            while (range.hasNext()) {
                KeyValue<Bytes, byte[]> next = range.next();
                if (!visitor.test(PendingKey.of(next.key), next.value)) {
                    return;
                }
            }
        }
    }

    private boolean hasTwin(PendingKey key, UUID id, byte[] value, byte[] checksum) {
        Bytes from = new PendingKey(key.dueMicros(), 0).indexBytes(id);
        Bytes to = new PendingKey(key.dueMicros(), Long.MAX_VALUE).indexBytes(id);
        try (KeyValueIterator<Bytes, byte[]> range = store.range(from, to)) {
            while (range.hasNext()) {
                KeyValue<Bytes, byte[]> other = range.next();
                PendingKey otherKey = PendingKey.ofIndex(other.key);
                if (!otherKey.equals(key)
                        && Arrays.equals(other.value, checksum)
                        && Arrays.equals(store.get(otherKey.bytes()), value)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static byte[] checksum(byte[] value) {
        CRC32C checksum = new CRC32C();
        checksum.update(value);
        return ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array();
    }
}
