package io.walgateway.plugin.http.connection;

import io.walgateway.plugin.http.address.Origin;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Limits the requests to each origin that are under way at once. With TLS, an origin begins with a few places and gains
 * one for each answer: the first requests each make a connection, and a hundred handshakes at once would keep each
 * other from ending in time. Keeps no state for an origin without requests.
 */
public final class InFlight {
    static final int FIRST_MAX = 8;

    private final ConcurrentHashMap<Origin, Room> rooms = new ConcurrentHashMap<>();
    private final int max;

    public InFlight(int max) {
        this.max = max;
    }

    /**
     * The places of one origin. Changed only under the lock of its entry.
     *
     * @param granted the number of places, taken or not
     * @param guests  the number of requests that have a place or wait for one
     */
    private record Room(Semaphore places, int granted, int guests) {
        static Room of(int places) {
            return new Room(new Semaphore(places, true), places, 0);
        }

        Room with(int morePlaces, int moreGuests) {
            return new Room(places, granted + morePlaces, guests + moreGuests);
        }
    }

    /** Waits for a place, in the order of arrival; {@link #leave} returns it. False: no place was free in time. */
    public boolean enter(Origin origin, Duration patience) throws InterruptedException {
        int first = origin.isSecure() ? Math.min(FIRST_MAX, max) : max;
        Room room = rooms.compute(origin, (_, there) -> (there == null ? Room.of(first) : there).with(0, 1));
        boolean entered = false;
        try {
            entered = room.places().tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
            return entered;
        } finally {
            if (!entered) {
                rooms.computeIfPresent(origin, (_, there) -> without(there, 0));
            }
        }
    }

    /**
     * Returns a place.
     *
     * @param answered true if the server answered, so that it may get one more request at once
     */
    public void leave(Origin origin, boolean answered) {
        rooms.computeIfPresent(origin, (_, room) -> {
            int more = answered && room.granted() < max ? 1 : 0;
            room.places().release(1 + more);
            return without(room, more);
        });
    }

    /** The number of origins that have requests. */
    public int origins() {
        return rooms.size();
    }

    /** Null: the entry is to be removed. */
    private static @Nullable Room without(Room room, int morePlaces) {
        return room.guests() == 1 ? null : room.with(morePlaces, -1);
    }
}
