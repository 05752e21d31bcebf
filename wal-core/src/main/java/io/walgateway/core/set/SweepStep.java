package io.walgateway.core.set;

import io.walgateway.core.message.Bytes;
import java.time.Duration;
import java.time.Instant;

/** What a sweeper does about one set that is listed as unfinished. */
public sealed interface SweepStep {
    /** A process that seals a set queues its marker within this time, or has died. */
    Duration GRACE = Duration.ofSeconds(10);
    /** A marker that has not sealed its set by then has been refused, or its process has died. */
    Duration SEALING_MAX = Duration.ofMinutes(10);

    /** It is for somebody else to finish, for now. */
    record Leave() implements SweepStep {}

    /** It is off the list: nothing is left to do. */
    record Strike() implements SweepStep {}

    /** It is listed as {@link SetKeys.Unfinished#WAITING} instead: it may take long, and is not for a sweeper to finish. */
    record Relist() implements SweepStep {}

    /** Its marker goes to the queue, and the set is then {@link SetState.Sealed#queued}. */
    record Queue(Bytes marker, SetState.Queued next) implements SweepStep {}

    /** It takes this state, and then its parts are removed. */
    record Expire(SetState.Expired next) implements SweepStep {}

    /**
     * The decision about a set in the list of sealed sets.
     *
     * @param listed when it was put there
     */
    static SweepStep ofSealed(MutationSet set, Instant listed, Instant now) {
        return switch (set.state()) {
            case SetState.Sealed sealed ->
                listed.plus(GRACE).isAfter(now) ? new Leave() : new Queue(sealed.marker(), sealed.queued());
            case SetState.Open _ -> listed.plus(SEALING_MAX).isAfter(now) ? new Leave() : new Strike();
            case SetState.Queued _, SetState.DeadLettered _, SetState.Applied _, SetState.Expired _ -> new Strike();
        };
    }

    /** The decision about a set in the list of sets that were opened. */
    static SweepStep ofOpen(MutationSet set, Instant now) {
        return switch (set.state()) {
            case SetState.Open open -> set.hasExpired(now) ? new Expire(open.expired()) : new Leave();
            case SetState.Sealed sealed ->
                set.openUntil().plus(GRACE).isAfter(now) ? new Leave() : new Queue(sealed.marker(), sealed.queued());
            // Its parts may still be there: the process that removed them may have ended.
            case SetState.Expired expired -> new Expire(expired);
            case SetState.Queued _, SetState.DeadLettered _ ->
                set.openUntil().isAfter(now) ? new Leave() : new Relist();
            case SetState.Applied _ -> new Strike();
        };
    }

    /** The decision about a set in the list of sets that wait. */
    static SweepStep ofWaiting(MutationSet set) {
        return switch (set.state()) {
            case SetState.Sealed _, SetState.Queued _, SetState.DeadLettered _ -> new Leave();
            case SetState.Applied _, SetState.Expired _, SetState.Open _ -> new Strike();
        };
    }
}
