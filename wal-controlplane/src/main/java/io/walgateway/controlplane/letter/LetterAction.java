package io.walgateway.controlplane.letter;

import io.walgateway.controlplane.revision.Signature;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A bulk redrive or discard of all letters that matched the filter when it began.
 *
 * @param rate      letters a second at most; empty: no limit
 * @param lettersTo the last letter that existed when the action began; the action leaves out later ones, including
 *                  those that it causes itself
 * @param progress  how far the action has come
 * @param cursor    the last letter that the action has finished; empty: none yet
 * @param ended     empty: it has not ended
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

    /** The kind of action. */
    public enum Kind {
        REDRIVE,
        DISCARD;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The state of the action. */
    public enum State {
        RUNNING,
        /** The action was asked to stop; work in flight is finished first. */
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
     * The progress of an action.
     *
     * @param matched         letters that were open when it began
     * @param done            of these, redriven or discarded by it
     * @param failed          of these, could not be appended and are still open
     * @param expiriesDropped of those that are done, were older than their time to live
     * @param trouble         the last error; empty text: none
     */
    public record Progress(long matched, long done, long failed, long expiriesDropped, String trouble) {

        /** The number of letters that were settled in another way meanwhile, once the action is done. */
        public long leftOut() {
            return matched - done - failed;
        }
    }
}
