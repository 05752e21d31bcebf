package io.walgateway.plugin.http.connection;

import io.walgateway.plugin.http.address.Origin;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds the requests to each origin that are under way at once. Holds nothing of an origin that has none. */
public final class InFlight {
    private final ConcurrentHashMap<Origin, Room> rooms = new ConcurrentHashMap<>();
    private final int max;

    public InFlight(int max) {
        this.max = max;
    }

    private record Room(Semaphore places, int guests) {
        Room with(int more) {
            return new Room(places, guests + more);
        }
    }

    /** Waits for a place, in the order of arrival; {@link #leave} gives it back. False when there was none in time. */
    public boolean enter(Origin origin, Duration patience) throws InterruptedException {
        Room room = rooms.compute(
                origin, (_, there) -> there == null ? new Room(new Semaphore(max, true), 1) : there.with(1));
        boolean entered = false;
        try {
            entered = room.places().tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
            return entered;
        } finally {
            if (!entered) {
                forget(origin);
            }
        }
    }

    public void leave(Origin origin) {
        rooms.computeIfPresent(origin, (_, room) -> {
            room.places().release();
            return room;
        });
        forget(origin);
    }

    /** How many origins it knows. */
    public int origins() {
        return rooms.size();
    }

    private void forget(Origin origin) {
        rooms.computeIfPresent(origin, (_, room) -> room.guests() == 1 ? null : room.with(-1));
    }
}
