package io.walgateway.plugin.kafka.read;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.watermark.OffsetWatermark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition while it is assigned: which of its entries are leased, which are settled, and what of that Kafka has
 * stored. Safe for any number of threads.
 */
final class AssignedPartition {
    private final Slice slice;
    private final OffsetWatermark watermark = new OffsetWatermark();
    private final TreeMap<Long, Integer> attempts;
    private final List<Waiting> waiting = new ArrayList<>();
    /** Counts the changes of the state to be stored. */
    private long version;

    private long storedVersion;
    private boolean held = true;
    private long ahead = -1;

    private record Waiting(long version, CompletableFuture<Void> stored) {}

    /** The state to be stored, as of one moment. */
    record Snapshot(AssignedPartition of, OffsetAndMetadata offset, long version, int dropped) {}

    /** @param attempts the counts that Kafka has stored for the entries that follow */
    AssignedPartition(Slice slice, Map<Long, Integer> attempts) {
        this.slice = slice;
        this.attempts = new TreeMap<>(attempts);
    }

    Slice slice() {
        return slice;
    }

    TopicPartition partition() {
        return new TopicPartition(slice.queue(), slice.part());
    }

    /**
     * Leases a record. A producer may set any timestamp; one ahead of now would delay the record, so now is the latest.
     */
    synchronized Lease handOut(ConsumerRecord<byte[], byte[]> record, Instant now) {
        watermark.handOut(record.offset());
        return new Lease(
                slice,
                record.offset(),
                bytes(record.key()),
                bytes(record.value()),
                Instant.ofEpochMilli(Math.min(record.timestamp(), now.toEpochMilli())),
                attempts.getOrDefault(record.offset(), 0),
                headers(record));
    }

    /** No more entries come from below this position. */
    synchronized void skipTo(long position) {
        long before = committable();
        watermark.skipTo(position);
        changedIf(committable() != before);
    }

    synchronized void acknowledge(long position) {
        long before = committable();
        if (watermark.complete(position)) {
            boolean counted = attempts.remove(position) != null;
            changedIf(counted || committable() != before);
        }
    }

    synchronized CompletableFuture<Void> recordAttempts(long position, int count) {
        if (!held) {
            return CompletableFuture.failedFuture(gone());
        }
        attempts.put(position, count);
        changedIf(true);
        CompletableFuture<Void> stored = new CompletableFuture<>();
        waiting.add(new Waiting(version, stored));
        return stored;
    }

    /** The state that Kafka has not stored yet; empty: there is none. */
    synchronized Optional<Snapshot> unstored(int metadataCharsMax) {
        long offset = committable();
        if (version == storedVersion || offset < 0) {
            return Optional.empty();
        }
        Map<Long, Integer> open = attempts.tailMap(offset);
        AttemptCounts.Encoded encoded = AttemptCounts.encode(offset, open, metadataCharsMax);
        return Optional.of(
                new Snapshot(this, new OffsetAndMetadata(offset, encoded.text()), version, encoded.dropped()));
    }

    /** Called when Kafka has stored all up to this version. */
    void stored(long upTo) {
        List<CompletableFuture<Void>> done = new ArrayList<>();
        synchronized (this) {
            storedVersion = Math.max(storedVersion, upTo);
            Iterator<Waiting> each = waiting.iterator();
            while (each.hasNext()) {
                Waiting next = each.next();
                if (next.version() <= upTo) {
                    done.add(next.stored());
                    each.remove();
                }
            }
        }
        done.forEach(future -> future.complete(null));
    }

    /** Called when the partition is assigned elsewhere. */
    void letGo() {
        List<Waiting> disappointed;
        synchronized (this) {
            held = false;
            disappointed = List.copyOf(waiting);
            waiting.clear();
        }
        disappointed.forEach(each -> each.stored().completeExceptionally(gone()));
    }

    /** Sets the number of entries beyond those handed out. */
    synchronized void ahead(long entries) {
        ahead = entries;
    }

    /** Entries not acknowledged; -1 when unknown. */
    synchronized long lag() {
        return ahead < 0 ? -1 : ahead + watermark.open();
    }

    private long committable() {
        return watermark.committable().orElse(-1);
    }

    private void changedIf(boolean changed) {
        if (changed) {
            version++;
        }
    }

    private IllegalStateException gone() {
        return new IllegalStateException("Expected to hold " + slice + ", but it is assigned elsewhere");
    }

    private static List<Header> headers(ConsumerRecord<byte[], byte[]> record) {
        List<Header> headers = new ArrayList<>();
        record.headers()
                .forEach(header -> headers.add(new Header(
                        header.key(), Optional.ofNullable(header.value()).map(Bytes::wrap))));
        return headers;
    }

    private static Bytes bytes(byte @Nullable [] array) {
        return array == null ? Bytes.EMPTY : Bytes.wrap(array);
    }
}
