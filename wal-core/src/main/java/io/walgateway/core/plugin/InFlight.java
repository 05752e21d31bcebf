package io.walgateway.core.plugin;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Limits the requests to each server that are under way at once. A server may begin with fewer places, and then gains
 * one for each answer. Keeps no state for a server without requests. Safe for any number of threads.
 *
 * @param <K> names a server
 */
public final class InFlight<K> {
    private final ConcurrentHashMap<K, Room> rooms = new ConcurrentHashMap<>();
    private final int max;
    private final ToIntFunction<K> firstMax;

    /**
     * Makes room for any number of servers.
     *
     * @param max      the places of each server
     * @param firstMax the places with which a server begins that had no requests
     */
    public InFlight(int max, ToIntFunction<K> firstMax) {
        this.max = max;
        this.firstMax = firstMax;
    }

    /**
     * The places of one server. Changed only under the lock of its entry.
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
    public boolean enter(K server, Duration patience) throws InterruptedException {
        int first = Math.min(firstMax.applyAsInt(server), max);
        Room room = rooms.compute(server, (_, there) -> (there == null ? Room.of(first) : there).with(0, 1));
        boolean entered = false;
        try {
            entered = room.places().tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
            return entered;
        } finally {
            if (!entered) {
                rooms.computeIfPresent(server, (_, there) -> without(there, 0));
            }
        }
    }

    /**
     * Returns a place.
     *
     * @param answered true if the server answered, so that it may get one more request at once
     */
    public void leave(K server, boolean answered) {
        rooms.computeIfPresent(server, (_, room) -> {
            int more = answered && room.granted() < max ? 1 : 0;
            room.places().release(1 + more);
            return without(room, more);
        });
    }

    /** The number of servers that have requests. */
    public int servers() {
        return rooms.size();
    }

    /** Null: the entry is to be removed. */
    private static @Nullable Room without(Room room, int morePlaces) {
        return room.guests() == 1 ? null : room.with(morePlaces, -1);
    }
}
