package io.walgateway.controlplane.revision;

import java.util.Optional;
import java.util.Set;

/** The state of a namespace that the caller assumes; a change is made only while the assumption holds. */
public sealed interface Precondition {

    /** Holds for any state. */
    record Always() implements Precondition {}

    /** There is no such namespace ({@code If-None-Match: *}). */
    record Absent() implements Precondition {}

    /** The namespace exists, at any revision ({@code If-Match: *}). */
    record Present() implements Precondition {}

    /** Its revision is one of these ({@code If-Match: "3"}). */
    record OneOf(Set<Long> revisions) implements Precondition {
        public OneOf {
            revisions = Set.copyOf(revisions);
        }
    }

    /** Its revision is none of these ({@code If-None-Match: "3"}). */
    record NoneOf(Set<Long> revisions) implements Precondition {
        public NoneOf {
            revisions = Set.copyOf(revisions);
        }
    }

    /**
     * Returns if the precondition holds.
     *
     * @param existing the last revision, if it is not a deletion
     * @throws RefusedException when the precondition does not hold
     */
    default void check(String name, Optional<Revision> existing) {
        Optional<Long> revision = existing.map(Revision::number);
        switch (this) {
            case Always() -> {}
            case Absent() -> {
                if (revision.isPresent()) {
                    throw new RefusedException(new Refusal.AlreadyExists(name, revision.get()));
                }
            }
            case Present() -> require(revision.isPresent(), name, "any", revision);
            case OneOf(Set<Long> wanted) ->
                require(revision.filter(wanted::contains).isPresent(), name, strong(wanted), revision);
            case NoneOf(Set<Long> unwanted) ->
                require(revision.filter(unwanted::contains).isEmpty(), name, "none of " + unwanted, revision);
        }
    }

    /**
     * A weak tag, or a tag that is no revision, is still a tag and matches nothing (RFC 9110, 13.1.1: strong
     * comparison).
     */
    private static String strong(Set<Long> wanted) {
        return wanted.isEmpty()
                ? "the strong entity tag of a revision, such as \"1\"; a weak tag never matches in If-Match"
                : "one of " + wanted;
    }

    private static void require(boolean holds, String name, String expected, Optional<Long> actual) {
        if (!holds) {
            throw new RefusedException(new Refusal.Stale(name, expected, actual));
        }
    }
}
