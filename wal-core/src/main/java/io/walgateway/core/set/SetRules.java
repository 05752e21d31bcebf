package io.walgateway.core.set;

import io.walgateway.core.plugin.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges parts and markers. Paths are those of fields in {@code WriteToLogRequest}.
 *
 * @param id     of the set
 * @param policy of its namespace
 */
public record SetRules(String id, SetPolicy policy) {
    private static final String ID = "batch_part.batch_id";
    private static final String SEQUENCE = "batch_part.sequence";
    private static final String TOTAL = "batch_part.parts_total";
    /** Most sequences that a message names. */
    public static final int NAMED_MAX = 100;

    private static final String ANOTHER_ID = "an id that was never used: each set has its own";

    /** Why a part is refused on its own, whatever its set; empty if it is not. */
    public Optional<Violation> sequence(int sequence) {
        return sequence >= 0 && sequence < policy.partsMax()
                ? Optional.empty()
                : Optional.of(new Violation(
                        SEQUENCE,
                        Integer.toUnsignedString(sequence),
                        "0 to " + (policy.partsMax() - 1) + ": a set has at most " + policy.partsMax()
                                + " parts (sets.parts-max)"));
    }

    /** Why a marker is refused on its own; empty if it is not. */
    public Optional<Violation> total(int total) {
        return total >= 1 && total <= policy.partsMax()
                ? Optional.empty()
                : Optional.of(new Violation(
                        TOTAL, Integer.toUnsignedString(total), "1 to " + policy.partsMax() + " (sets.parts-max)"));
    }

    /**
     * Why the set accepts no such part; empty if it does. Asked after the part is stored, so that no part is accepted
     * that a marker has not seen.
     *
     * @param ownTarget true if the part names its target
     */
    public Optional<Violation> part(MutationSet set, int sequence, boolean ownTarget, Instant now) {
        Optional<Violation> state = switch (set.state()) {
            case SetState.Open(int total) ->
                set.hasExpired(now) ? Optional.of(expired(set)) : within(sequence, total, "a marker gave it");
            case SetState.Sealed(int total, var _) -> within(sequence, total, "it is sealed");
            case SetState.Queued(int total) -> within(sequence, total, "it is sealed");
            case SetState.DeadLettered(int total) -> within(sequence, total, "it is sealed");
            case SetState.Applied(int _) ->
                Optional.of(new Violation(ID, id + " of a set that was applied", ANOTHER_ID));
            case SetState.Expired() -> Optional.of(expired(set));
        };
        return state.isPresent() ? state : target(set, ownTarget);
    }

    private Optional<Violation> within(int sequence, int total, String why) {
        return total == 0 || sequence < total
                ? Optional.empty()
                : Optional.of(new Violation(
                        SEQUENCE,
                        Integer.toString(sequence),
                        "0 to " + (total - 1) + ": set " + id + " has " + total + " parts, " + why));
    }

    private Optional<Violation> target(MutationSet set, boolean ownTarget) {
        if (set.ownTargets() == ownTarget) {
            return Optional.empty();
        }
        return Optional.of(
                ownTarget
                        ? new Violation(
                                "target",
                                "present",
                                "absent, as in the first part of set " + id
                                        + ": either each part names its target or none does")
                        : new Violation(
                                "target",
                                "absent",
                                "a target, as in the first part of set " + id
                                        + ": either each part names its target or none does"));
    }

    /** The same sequence with other content. */
    public Violation otherContent(int sequence, String given, String stored) {
        return new Violation(
                SEQUENCE,
                sequence + " with the checksum " + given,
                "the content that set " + id + " has there, with the checksum " + stored);
    }

    private Violation expired(MutationSet set) {
        return new Violation(ID, id + " of a set that expired at " + set.openUntil(), ANOTHER_ID);
    }

    /** What becomes of a marker. */
    public sealed interface Verdict {
        /** The total is to be noted; then the parts are listed, and {@link #complete} judges. */
        record Declare(SetState.Open next) implements Verdict {}

        /** As declared; the parts are listed, and {@link #complete} judges. */
        record Check(SetState.Open open) implements Verdict {}

        /** The set is sealed, and its marker may not be in the queue yet. */
        record Queue(SetState.Sealed sealed) implements Verdict {}

        /** The set needs no further marker: it was queued before. */
        record Done() implements Verdict {}

        /** The marker contradicts the set. */
        record Refused(Violation violation) implements Verdict {}
    }

    /** Judges a marker by the state of its set. */
    public Verdict marker(MutationSet set, int total, Instant now) {
        if (set.hasExpired(now)) {
            return new Verdict.Refused(expired(set));
        }
        return switch (set.state()) {
            case SetState.Open open when open.total() == 0 -> new Verdict.Declare(open.declared(total));
            case SetState.Open open -> agreed(total, open.total(), new Verdict.Check(open));
            case SetState.Sealed sealed -> agreed(total, sealed.total(), new Verdict.Queue(sealed));
            case SetState.Queued(int parts) -> agreed(total, parts, new Verdict.Done());
            case SetState.DeadLettered(int parts) -> agreed(total, parts, new Verdict.Done());
            case SetState.Applied(int parts) -> agreed(total, parts, new Verdict.Done());
            case SetState.Expired() -> new Verdict.Refused(expired(set));
        };
    }

    private Verdict agreed(int given, int total, Verdict verdict) {
        return given == total
                ? verdict
                : new Verdict.Refused(new Violation(
                        TOTAL, Integer.toString(given), total + ", which an earlier marker of set " + id + " gave"));
    }

    /** What is wrong with a list of parts. */
    public sealed interface Gap {
        /** Parts are missing: the marker may be repeated when they are there. */
        record Missing(List<Integer> sequences) implements Gap {
            public Missing {
                sequences = List.copyOf(sequences);
            }
        }

        /** The marker contradicts the parts. */
        record Wrong(Violation violation) implements Gap {}
    }

    /** Why a set of so many parts cannot be sealed; empty if it can. */
    public Optional<Gap> complete(PartList parts, int total) {
        List<Integer> beyond = parts.beyond(total);
        if (!beyond.isEmpty()) {
            return Optional.of(new Gap.Wrong(new Violation(
                    TOTAL, Integer.toString(total), "more: set " + id + " also has the parts " + named(beyond))));
        }
        List<Integer> missing = parts.missing(total);
        if (!missing.isEmpty()) {
            return Optional.of(new Gap.Missing(missing));
        }
        return parts.bytes() <= policy.bytesMax()
                ? Optional.empty()
                : Optional.of(new Gap.Wrong(new Violation(
                        ID,
                        id + " of a set with " + parts.bytes() + " bytes",
                        "at most " + policy.bytesMax() + " bytes in all parts together (sets.bytes-max)")));
    }

    /** The first sequences, for a message. */
    public static String named(List<Integer> sequences) {
        String first = sequences.stream().limit(NAMED_MAX).map(String::valueOf).collect(Collectors.joining(", "));
        return sequences.size() <= NAMED_MAX ? first : first + " and " + (sequences.size() - NAMED_MAX) + " more";
    }
}
