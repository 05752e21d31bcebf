package io.walgateway.consumer.payload;

import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.log.client.StorageClients;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The storages that payloads are fetched from, and a bound on the bytes of them that are in memory. For any threads. */
final class PayloadRoom {
    private static final int PERMIT_BYTES = 1 << 10;

    private final StorageClients storages;
    private final int permitsMax;
    private final Semaphore permits;

    PayloadRoom(StorageClients storages, long bytesMax) {
        this.storages = storages;
        this.permitsMax = (int) Math.min(bytesMax / PERMIT_BYTES, Integer.MAX_VALUE);
        this.permits = new Semaphore(permitsMax, true);
    }

    /** Why this process can never reach a place; empty: it may. */
    Optional<String> obstacle(ClaimCheck.Place place) {
        return storages.obstacle(place);
    }

    /** Only where there is no {@link #obstacle}. */
    DurableStorage storage(ClaimCheck.Place place) {
        return storages.storage(place).orElseThrow();
    }

    /** Waits until there is room for the payload; false: there is none in time. Its owner gives it back by {@link #leave}. */
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
