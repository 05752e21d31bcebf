package io.walgateway.core.set;

import io.walgateway.core.message.TargetAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * A set as durable storage knows it, without its parts.
 *
 * @param generation tells it from other sets with the same id, before and after it
 * @param openUntil  when it expires if it is still open
 * @param keptUntil  when durable storage forgets it and its parts, whatever their state
 * @param target     of the part that opened it; empty: its parts go to the namespace's targets
 */
public record MutationSet(
        String generation, Instant openUntil, Instant keptUntil, Optional<TargetAddress> target, SetState state) {

    /** True if each part names its target; false if each goes to the namespace's targets. */
    public boolean ownTargets() {
        return target.isPresent();
    }

    /** The same set in another state. */
    public MutationSet in(SetState next) {
        return new MutationSet(generation, openUntil, keptUntil, target, next);
    }

    /** True if the time in which it could be completed is over, and it was not. */
    public boolean hasExpired(Instant now) {
        return switch (state) {
            case SetState.Open _ -> !openUntil.isAfter(now);
            case SetState.Expired() -> true;
            case SetState.Sealed _, SetState.Queued _, SetState.DeadLettered _, SetState.Applied _ -> false;
        };
    }
}
