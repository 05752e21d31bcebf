package io.walgateway.core.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Measures waits by observed time only. An observer looks about once a second. If more time than that passes between
 * two looks, the process was suspended or its clock was set, and all waits start again.
 */
public final class SeenTime {
    static final Duration UNSEEN = Duration.ofSeconds(5);

    private Instant lastLook = Instant.MIN;
    private Instant from = Instant.MIN;

    /** Call about once a second, before the other methods. */
    public void look(Instant now) {
        if (lastLook.equals(Instant.MIN) || Duration.between(lastLook, now).compareTo(UNSEEN) > 0) {
            from = now;
        }
        lastLook = now;
    }

    /** Call instead of {@link #look} while no progress is possible: all waits start again. */
    public void standStill(Instant now) {
        lastLook = now;
        from = now;
    }

    /** When a wait that began at {@code begin} is over. The wait starts no earlier than the current observation. */
    public Instant after(Instant begin, Duration wait) {
        return (begin.isBefore(from) ? from : begin).plus(wait);
    }
}
