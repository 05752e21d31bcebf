package io.walgateway.controlplane.letter;

import io.walgateway.controlplane.revision.Signature;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Redriving or discarding many letters: all that the filter matched when it began.
 *
 * @param rate      letters a second at most; empty: as quickly as it goes
 * @param lettersTo the last letter there was when it began; later ones are not its own, also not those that it brings
 *                  about itself
 * @param progress  how far it is
 * @param cursor    the last letter that it is through with; empty: none yet
 * @param ended     empty: it has not
 */
public record LetterAction(
        long id,
        String namespace,
        Kind kind,
        LetterFilter filter,
        Optional<Integer> rate,
        long lettersTo,
        State state,
        Progress progress,
        Optional<Long> cursor,
        Signature by,
        Instant started,
        Optional<Instant> ended) {

    /** What it does. */
    public enum Kind {
        REDRIVE,
        DISCARD;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it goes on. */
    public enum State {
        RUNNING,
        /** Somebody wants it to end; what is under way is finished first. */
        STOPPING,
        STOPPED,
        DONE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isOver() {
            return this == STOPPED || this == DONE;
        }
    }

    /**
     * How far it is.
     *
     * @param matched         letters that were open when it began
     * @param done            of these, redriven or discarded by it
     * @param failed          of these, could not be appended and are open still
     * @param expiriesDropped of those that are done, had lived longer than their time to live
     * @param trouble         what went wrong last; empty text: nothing
     */
    public record Progress(long matched, long done, long failed, long expiriesDropped, String trouble) {

        /** Letters that were settled otherwise meanwhile, once it is done. */
        public long leftOut() {
            return matched - done - failed;
        }
    }
}
