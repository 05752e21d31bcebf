package io.walgateway.consumer.payload;

import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.log.client.StorageClients;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The storages of payloads, and a limit on the bytes of payloads in memory. Safe for any number of threads. */
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

    /** The reason why this process can never reach a place; empty: it may. */
    Optional<String> obstacle(ClaimCheck.Place place) {
        return storages.obstacle(place);
    }

    /** The storage of a place without an {@link #obstacle}. */
    DurableStorage storage(ClaimCheck.Place place) {
        return storages.storage(place).orElseThrow();
    }

    /** Waits for room for the payload, which {@link #leave} returns. False: there was none in time. */
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
