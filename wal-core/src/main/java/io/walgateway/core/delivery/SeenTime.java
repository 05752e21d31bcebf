package io.walgateway.core.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Time that somebody saw passing. What is looked at about once a second stands still only for as long as it was looked at:
 * when more time passes between two looks, the process was suspended or its clock was set, and all waits begin anew.
 */
public final class SeenTime {
    static final Duration UNSEEN = Duration.ofSeconds(5);

    private Instant lastLook = Instant.MIN;
    private Instant from = Instant.MIN;

    /** To be called about once a second, before the other methods. */
    public void look(Instant now) {
        if (lastLook.equals(Instant.MIN) || Duration.between(lastLook, now).compareTo(UNSEEN) > 0) {
            from = now;
        }
        lastLook = now;
    }

    /** In place of a look: nothing can happen now, so that all waits begin anew. */
    public void standStill(Instant now) {
        lastLook = now;
        from = now;
    }

    /** When a wait that began then is over; it begins no earlier than the time that was seen. */
    public Instant after(Instant begin, Duration wait) {
        return (begin.isBefore(from) ? from : begin).plus(wait);
    }
}
