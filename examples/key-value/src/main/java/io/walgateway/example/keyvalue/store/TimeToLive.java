package io.walgateway.example.keyvalue.store;

import io.walgateway.example.keyvalue.request.Refusals;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Turns expiries into the seconds that Cassandra counts. */
public final class TimeToLive {
    /** Cassandra accepts no more than 20 years. */
    private static final long SECONDS_MAX = 20L * 365 * 24 * 60 * 60;

    private static final long ROUNDING_NANOS = 2L * 1_000_000_000 - 1;

    private TimeToLive() {}

    /** 0: for ever. An item whose expiry has passed gets one second. */
    public static int seconds(Optional<Instant> expiry, Instant latest, Instant now) {
        if (expiry.isEmpty()) {
            return 0;
        }
        Instant at = expiry.get();
        if (at.isAfter(latest)) {
            throw Refusals.outOfRange(
                    "items.expire_time", at.toString(), "no later: the cluster keeps nothing past " + latest);
        }
        // Cassandra counts whole seconds of its clock: with one more, the item exists at least until its expiry.
        Duration left = Duration.between(now, at).plusNanos(ROUNDING_NANOS);
        return (int) Math.clamp(left.toSeconds(), 1, SECONDS_MAX);
    }
}
