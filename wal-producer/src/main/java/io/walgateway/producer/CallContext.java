package io.walgateway.producer;

import java.time.Duration;

/**
 * What comes with a write beside the request itself.
 *
 * @param patience    how long the caller waits for the answer; {@link #UNBOUNDED}'s when there is no deadline
 * @param traceParent W3C trace context, empty text when there is none
 */
public record CallContext(Duration patience, String traceParent) {
    /** A caller who waits as long as it takes. */
    public static final CallContext UNBOUNDED = new CallContext(Duration.ofSeconds(Long.MAX_VALUE), "");
}
