package io.walgateway.log.append;

import java.time.Duration;

/**
 * The terms on which an entry is appended.
 *
 * @param everyQueue true if the entry has to fit into each of the namespace's queues, so that each can take over;
 *                   otherwise, if it cannot go to durable storage, it goes to the queues that accept a record of its
 *                   size
 * @param slackBytes how much larger than a first write it may be: the room that queues keep for dead letters
 * @param failsOver  true if the next queue gets the entry when one does not know the result or stays silent; otherwise
 *                   only when the queue before certainly does not have it, so that at most one queue does
 * @param patience   how long to wait for the answer; after that, the result is unknown
 */
public record AppendTerms(boolean everyQueue, int slackBytes, boolean failsOver, Duration patience) {
    /** Half of the room that queues keep: a record grows by a time, a recipient and whatever its producer left out. */
    private static final int SLACK_BYTES = 16 << 10;
    /** Several times the longest a queue takes to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A write from outside. */
    public static final AppendTerms FIRST_WRITE = new AppendTerms(true, 0, true, Duration.ofDays(1));
    /** An entry that was in a queue before. */
    public static final AppendTerms AGAIN = new AppendTerms(false, SLACK_BYTES, true, PATIENCE);
    /** A dead letter: the operator who requested the redrive receives a doubtful answer, and decides. */
    public static final AppendTerms REDRIVE = new AppendTerms(false, SLACK_BYTES, false, PATIENCE);

    /** The same terms for a caller who waits at most this long. */
    public AppendTerms within(Duration time) {
        return new AppendTerms(everyQueue, slackBytes, failsOver, time);
    }
}
