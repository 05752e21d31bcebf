package io.walgateway.core.set;

import io.walgateway.core.message.TargetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A set as durable storage knows it, without its parts.
 *
 * @param generation tells it from other sets with the same id, before and after it: a UUIDv7 of its first part's time
 * @param openUntil  when it expires if it is still open
 * @param keptUntil  when durable storage forgets it and its parts, whatever their state
 * @param target     of the part that opened it; empty: its parts go to the namespace's targets
 */
public record MutationSet(
        String generation, Instant openUntil, Instant keptUntil, Optional<TargetAddress> target, SetState state) {
    private static final Pattern UUID_7 = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}(-[0-9a-f]{4,12}){2}");

    /** True if each part names its target; false if each goes to the namespace's targets. */
    public boolean ownTargets() {
        return target.isPresent();
    }

    /** When its first part came, by the clock of the server that took it; empty if the generation does not say. */
    public Optional<Instant> opened() {
        if (!UUID_7.matcher(generation).matches()) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochMilli(UUID.fromString(generation).getMostSignificantBits() >>> 16));
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
