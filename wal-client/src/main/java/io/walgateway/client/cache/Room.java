package io.walgateway.client.cache;

import java.util.concurrent.Semaphore;

/** Limits the changes in flight, in count and in bytes. A change that is larger than the limit of bytes goes alone. */
final class Room {
    private final int bytesMax;
    private final Semaphore changes;
    private final Semaphore bytes;

    Room(int changesMax, int bytesMax) {
        this.bytesMax = bytesMax;
        this.changes = new Semaphore(changesMax, true);
        this.bytes = new Semaphore(bytesMax, true);
    }

    /** Waits for room. */
    void enter(int size) throws InterruptedException {
        changes.acquire();
        try {
            bytes.acquire(Math.min(size, bytesMax));
        } catch (InterruptedException e) {
            changes.release();
            throw e;
        }
    }

    void leave(int size) {
        bytes.release(Math.min(size, bytesMax));
        changes.release();
    }
}
