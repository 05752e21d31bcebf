package io.walgateway.plugin.http.connection;

import io.walgateway.plugin.http.address.Origin;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the requests to each origin that are under way at once. With TLS, an origin begins with a few places, and has one more
 * for each answer: the first requests all make connections of their own, and a hundred handshakes at once would keep each other
 * from ending in time. Holds nothing of an origin that has no request.
 */
public final class InFlight {
    static final int FIRST_MAX = 8;

    private final ConcurrentHashMap<Origin, Room> rooms = new ConcurrentHashMap<>();
    private final int max;

    public InFlight(int max) {
        this.max = max;
    }

    /**
     * Changed under the lock of its entry alone.
     *
     * @param granted places there are, taken or not
     * @param guests  requests that have a place or wait for one
     */
    private record Room(Semaphore places, int granted, int guests) {
        static Room of(int places) {
            return new Room(new Semaphore(places, true), places, 0);
        }

        Room with(int morePlaces, int moreGuests) {
            return new Room(places, granted + morePlaces, guests + moreGuests);
        }
    }

    /** Waits for a place, in the order of arrival; {@link #leave} gives it back. False when there was none in time. */
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
     * Gives a place back.
     *
     * @param answered whether the server gave an answer, so that it may get one request more at once
     */
    public void leave(Origin origin, boolean answered) {
        rooms.computeIfPresent(origin, (_, room) -> {
            int more = answered && room.granted() < max ? 1 : 0;
            room.places().release(1 + more);
            return without(room, more);
        });
    }

    /** How many origins it knows. */
    public int origins() {
        return rooms.size();
    }

    /** Null removes the entry. */
    private static @Nullable Room without(Room room, int morePlaces) {
        return room.guests() == 1 ? null : room.with(morePlaces, -1);
    }
}
