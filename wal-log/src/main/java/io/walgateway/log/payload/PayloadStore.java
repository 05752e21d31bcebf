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
 * Stores payloads that are too large for their queue in durable storage. Safe for any number of threads; no method
 * blocks. The bytes in flight are bounded, including those whose callers no longer wait.
 */
public final class PayloadStore {
    /** The limit of all bytes in flight. */
    static final long IN_FLIGHT_BYTES_MAX = 2L * ClaimCheck.BYTES_MAX;

    private static final Logger log = LoggerFactory.getLogger(PayloadStore.class);

    private final MessageIds ids;
    private final AtomicLong inFlightBytes = new AtomicLong();

    /** An entry whose payload is in durable storage. */
    public record Claimed(LogEntry entry, ClaimCheck claim) {}

    /** @param ids for the keys under which payloads are stored */
    public PayloadStore(MessageIds ids) {
        this.ids = ids;
    }

    /**
     * Stores an entry's payload, which is not empty. The stage completes with the entry, which then has a claim in
     * place of the payload. Or it completes exceptionally with {@link StorageUnavailableException}; what was stored is
     * then deleted, and whatever the deletion missed expires.
     *
     * @param groups the groups that have to settle it before it is removed
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

    /** Deletes the payload of a message that is certainly not in its queue; if that fails, it expires. */
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

    /** The key belongs to this append alone: a retried write has the same message id, and is settled separately. */
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
