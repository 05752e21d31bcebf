package io.walgateway.core.namespace;

import io.walgateway.core.namespace.NamespaceConfig.Access;
import io.walgateway.core.set.SetPolicy;

/**
 * The rules of a namespace for its writes.
 *
 * @param retry  for messages that name their own target
 * @param limits what a write may ask for
 * @param delays how long a write waits that gives no delay of its own; the longest is within the limits
 * @param access who may use the namespace
 * @param sets   the rules for mutation sets
 */
public record Policies(RetryPolicy retry, Limits limits, Delays delays, Access access, SetPolicy sets) {

    public Policies {
        if (delays.longest().compareTo(limits.delayMax()) > 0) {
            throw new IllegalArgumentException("delay: up to " + delays.longest()
                    + " (expected: at most limits.delay-max, " + limits.delayMax() + ")");
        }
    }

    /** Policies with the usual rules for mutation sets. */
    public Policies(RetryPolicy retry, Limits limits, Delays delays, Access access) {
        this(retry, limits, delays, access, SetPolicy.DEFAULT);
    }

    /** Policies under which a write waits only if it gives a delay of its own. */
    public Policies(RetryPolicy retry, Limits limits, Access access) {
        this(retry, limits, Delays.NONE, access);
    }
}
