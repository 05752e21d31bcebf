package io.walgateway.producer;

import io.walgateway.core.message.TraceContext;
import java.time.Duration;

/**
 * The context of a write beside the request itself.
 *
 * @param patience how long the caller waits for the answer; {@link #UNBOUNDED}'s when there is no deadline
 * @param trace    the caller's trace
 */
public record CallContext(Duration patience, TraceContext trace) {
    /** A caller who waits as long as it takes. */
    public static final CallContext UNBOUNDED = new CallContext(Duration.ofSeconds(Long.MAX_VALUE), TraceContext.NONE);
}
