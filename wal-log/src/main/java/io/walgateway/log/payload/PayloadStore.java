package io.walgateway.log.payload;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.log.record.LogEntry;
import io.walgateway.log.record.MessageIds;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes payloads that are too large for their queue to durable storage. Safe for any number of threads; nothing here
 * blocks. What is on its way at once is bounded, also when its callers wait for it no longer.
 */
public final class PayloadStore {
    /** What is on its way at once, in all. */
    static final long IN_FLIGHT_BYTES_MAX = 2L * ClaimCheck.BYTES_MAX;

    private static final Logger log = LoggerFactory.getLogger(PayloadStore.class);

    private final MessageIds ids;
    private final AtomicLong inFlightBytes = new AtomicLong();

    /** An entry whose payload is in durable storage. */
    public record Claimed(LogEntry entry, ClaimCheck claim) {}

    /** @param ids for the keys that payloads are stored under */
    public PayloadStore(MessageIds ids) {
        this.ids = ids;
    }

    /**
     * Stores an entry's payload, which is not empty. The stage gives the entry with a claim in its place, or completes exceptionally with
     * {@link StorageUnavailableException}; then nothing of it stays but for what deleting it missed, until it expires.
     *
     * @param groups who is to settle it before it is removed
     */
    public CompletionStage<Claimed> store(LogEntry entry, PayloadPlace place, Collection<ConsumerGroup> groups) {
        Bytes payload = entry.payload();
        ClaimCheck claim = claim(entry, payload, place, groups);
        int bytes = claim.bytes();
        if (inFlightBytes.addAndGet(bytes) > IN_FLIGHT_BYTES_MAX) {
            inFlightBytes.addAndGet(-bytes);
            return CompletableFuture.failedFuture(new StorageUnavailableException(
                    "more than " + IN_FLIGHT_BYTES_MAX + " bytes would be on their way to durable storage", null));
        }
        return new ChunkUpload(place.storage(), claim, payload)
                .run()
                .thenApply(_ -> new Claimed(entry.claimed(claim), claim))
                .whenComplete((_, failure) -> {
                    inFlightBytes.addAndGet(-bytes);
                    if (failure != null) {
                        discard(claim, place);
                    }
                });
    }

    /** Forgets what was stored for a message that is certainly not in its queue; where that fails, it expires. */
    public void discard(ClaimCheck claim, PayloadPlace place) {
        place.storage().delete(claim.key()).whenComplete((_, failure) -> {
            if (failure != null) {
                log.warn(
                        "Expected to delete a payload that nothing refers to, but failed; it lies there until {}:"
                                + " storage={} key={}: {}",
                        claim.expiry(),
                        claim.place(),
                        claim.key(),
                        failure.toString());
            }
        });
    }

    /** The key is one of this append alone: a retried write has the same message id, and is settled by itself. */
    private ClaimCheck claim(LogEntry entry, Bytes payload, PayloadPlace place, Collection<ConsumerGroup> groups) {
        CRC32C checksum = new CRC32C();
        checksum.update(payload.asBuffer());
        return new ClaimCheck(
                place.name(),
                ClaimCheck.keyPrefix(entry.namespace()) + entry.id() + "/" + ids.next(),
                payload.size(),
                (payload.size() - 1) / DurableStorage.ITEM_BYTES_MAX + 1,
                (int) checksum.getValue(),
                place.expiry(entry),
                groups.stream().map(ConsumerGroup::target).sorted().toList());
    }
}
