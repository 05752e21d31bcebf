package io.walgateway.controlplane.set;

import io.walgateway.core.set.MutationSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One page of the sets to be listed.
 *
 * @param olderThan only sets whose first part came so long ago; zero: all
 * @param region    only sets in this region; empty: in each
 * @param from      where the page begins; empty: at the beginning
 * @param limit     most sets of the page, at least 1
 */
public record SetQuery(
        SetKind kind, Duration olderThan, Optional<String> region, Optional<SetPosition> from, int limit) {

    /** True if the set belongs to the list. A set of an unknown age is as old as it can be. */
    boolean accepts(MutationSet set, Instant now) {
        return kind.accepts(set.state())
                && !set.hasExpired(now)
                && set.opened()
                        .filter(opened -> opened.plus(olderThan).isAfter(now))
                        .isEmpty();
    }
}
