package io.walgateway.consumer.payload;

import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.log.client.StorageClients;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The payloads that lie in durable storage, for all pipelines of a process: how many bytes of them are in memory at once is
 * bounded. Safe for any number of threads.
 */
public final class ClaimedPayloads {
    private static final int PERMIT_BYTES = 1 << 10;

    private final StorageClients storages;
    private final InstantSource clock;
    private final int permitsMax;
    private final Semaphore permits;

    /**
     * @param bytesMax at least as much as the largest payload, or that one is alone
     */
    public ClaimedPayloads(StorageClients storages, long bytesMax, InstantSource clock) {
        this.storages = storages;
        this.clock = clock;
        this.permitsMax = (int) Math.min(bytesMax / PERMIT_BYTES, Integer.MAX_VALUE);
        this.permits = new Semaphore(permitsMax, true);
    }

    /** The target that this group delivers to, for messages whose payload is in durable storage. */
    public Target restoring(Target target, ConsumerGroup group) {
        return new RestoringTarget(target, group, this, clock);
    }

    /** The target, for messages that may have been taken back while they waited. */
    public Target unlessCancelled(Target target, ClaimCheck.Place place) {
        return storages.obstacle(place)
                .<Target>map(why -> _ -> new DeliveryOutcome.Rejected(why))
                .orElseGet(() -> new CancellableTarget(target, storage(place), place, clock));
    }

    /** The durable storage of a namespace: its own, or that of this process. */
    public Optional<DurableStorageConfig> place(Optional<DurableStorageConfig> own) {
        return own.or(storages::standard);
    }

    /** Why this process can never reach a place; empty: it may. */
    Optional<String> obstacle(ClaimCheck.Place place) {
        return storages.obstacle(place);
    }

    /** Only where there is no {@link #obstacle}. */
    DurableStorage storage(ClaimCheck.Place place) {
        return storages.storage(place).orElseThrow();
    }

    /** Waits until there is room for the payload; false: there is none in time. Whoever has it gives it back by {@link #leave}. */
    boolean enter(ClaimCheck claim, Duration patience) throws InterruptedException {
        return permits.tryAcquire(permits(claim), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    void leave(ClaimCheck claim) {
        permits.release(permits(claim));
    }

    private int permits(ClaimCheck claim) {
        return Math.min((claim.bytes() - 1) / PERMIT_BYTES + 1, permitsMax);
    }
}
