package io.walgateway.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets deliveries through to one endpoint while it is there. When it is away, one at a time is let through as a probe,
 * at growing intervals, until one gets an answer that shows that the endpoint is back.
 */
final class EndpointGate {
    /** Short enough that delivery resumes within seconds of the target's return, connecting included. */
    static final Duration PROBE_INTERVAL_MAX = Duration.ofMillis(500);

    static final Duration PROBE_INTERVAL_MIN = Duration.ofMillis(100);

    private final ArrayDeque<Delivery> ready = new ArrayDeque<>();
    private Duration probeInterval = PROBE_INTERVAL_MIN;
    private boolean away;
    private @Nullable Instant closedUntil;
    private @Nullable Delivery probe;
    /** When it last let somebody through, or until when it is not to. */
    private Instant activeUntil = Instant.MIN;

    void addLast(Delivery delivery) {
        ready.addLast(delivery);
    }

    boolean isAway() {
        return away;
    }

    boolean isClosed() {
        return closedUntil != null;
    }

    /** Whether the answer to a probe is on its way. */
    boolean isProbing() {
        return probe != null && probe.stage == Stage.DELIVERING;
    }

    Instant activeUntil() {
        return activeUntil;
    }

    /** Whether so many could go at once, as far as the endpoint knows. */
    boolean hasReady(int count) {
        return ready.size() >= count && !away && closedUntil == null;
    }

    boolean isIdle() {
        return ready.isEmpty() && !away && closedUntil == null;
    }

    /** The next one that may go now, or nothing. */
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

    /** When {@link #poll} is worth another call though nothing happens; nothing: only when something does. */
    @Nullable
    Instant wakeAt() {
        return ready.isEmpty() || probe != null ? null : closedUntil;
    }

    /** The endpoint is there: this delivery got an answer. */
    void answered(Delivery delivery) {
        if (probe == null || probe == delivery) {
            away = false;
            closedUntil = null;
            probe = null;
            probeInterval = PROBE_INTERVAL_MIN;
        }
    }

    /** The endpoint is away: the delivery waits, and so do all others. */
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

    /** The endpoint is there but asks for a rest. */
    void throttled(Delivery delivery, Instant until) {
        answered(delivery);
        ready.addFirst(delivery);
        closedUntil = closedUntil == null || until.isAfter(closedUntil) ? until : closedUntil;
        activeUntil = closedUntil;
    }

    /** It will not answer: another one may go as the probe. */
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
