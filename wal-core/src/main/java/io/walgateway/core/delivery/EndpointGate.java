package io.walgateway.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets deliveries through to one endpoint while it is reachable. While the endpoint is away, one delivery at a time
 * goes through as a probe, at growing intervals, until an answer shows that the endpoint is back.
 */
final class EndpointGate {
    /** Short enough that delivery resumes within seconds of the target's return, including the time to connect. */
    static final Duration PROBE_INTERVAL_MAX = Duration.ofMillis(500);

    static final Duration PROBE_INTERVAL_MIN = Duration.ofMillis(100);

    private final ArrayDeque<Delivery> ready = new ArrayDeque<>();
    private Duration probeInterval = PROBE_INTERVAL_MIN;
    private boolean away;
    private @Nullable Instant closedUntil;
    private @Nullable Delivery probe;
    /** When it last let a delivery through, or the time until which it must not. */
    private Instant activeUntil = Instant.MIN;

    void addLast(Delivery delivery) {
        ready.addLast(delivery);
    }

    void addFirst(Delivery delivery) {
        ready.addFirst(delivery);
    }

    boolean isAway() {
        return away;
    }

    boolean isClosed() {
        return closedUntil != null;
    }

    /** True while the answer to a probe is pending. */
    boolean isProbing() {
        return probe != null && probe.stage == Stage.DELIVERING;
    }

    Instant activeUntil() {
        return activeUntil;
    }

    /** True if this many deliveries could start at once, as far as the endpoint is known to allow it. */
    boolean hasReady(int count) {
        return ready.size() >= count && !away && closedUntil == null;
    }

    boolean isIdle() {
        return ready.isEmpty() && !away && closedUntil == null;
    }

    /** The next delivery that may start now, or null. */
    @Nullable
    Delivery poll(Instant now) {
        if (ready.isEmpty() || probe != null || (closedUntil != null && now.isBefore(closedUntil))) {
            return null;
        }
        Delivery next = ready.pollFirst();
        activeUntil = now;
        if (away) {
            probe = next;
        } else {
            closedUntil = null;
        }
        return next;
    }

    /** When {@link #poll} is worth another call if nothing else happens; null: only after an event. */
    @Nullable
    Instant wakeAt() {
        return ready.isEmpty() || probe != null ? null : closedUntil;
    }

    /** The endpoint is reachable: this delivery got an answer. */
    void answered(Delivery delivery) {
        if (probe == null || probe == delivery) {
            away = false;
            closedUntil = null;
            probe = null;
            probeInterval = PROBE_INTERVAL_MIN;
        }
    }

    /** The endpoint is away: this delivery and all others wait. */
    void unavailable(Delivery delivery, Instant now) {
        ready.addFirst(delivery);
        if (away && probe != delivery) {
            return;
        }
        probeInterval = away ? min(probeInterval.multipliedBy(2), PROBE_INTERVAL_MAX) : PROBE_INTERVAL_MIN;
        away = true;
        probe = null;
        closedUntil = now.plus(probeInterval);
        activeUntil = closedUntil;
    }

    /** The endpoint is reachable but asks for a pause. */
    void throttled(Delivery delivery, Instant until) {
        answered(delivery);
        ready.addFirst(delivery);
        closedUntil = closedUntil == null || until.isAfter(closedUntil) ? until : closedUntil;
        activeUntil = closedUntil;
    }

    /** The delivery will get no answer: another one may serve as the probe. */
    void forget(Delivery delivery) {
        if (probe == delivery) {
            probe = null;
        }
    }

    void remove(Delivery delivery) {
        ready.remove(delivery);
        forget(delivery);
    }

    void removeIf(Predicate<Delivery> gone) {
        ready.removeIf(gone);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
