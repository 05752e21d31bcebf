package io.walgateway.log.append;

import java.time.Duration;

/**
 * How an entry is appended.
 *
 * @param everyQueue whether it has to fit into each of the namespace's queues, so that each can take over; else it goes to
 *                   those that take a record of its size, if it cannot go to durable storage
 * @param slackBytes how much larger than a first write it may be: the room that queues keep for dead letters
 * @param failsOver  whether the next queue is given it where one does not know, or is silent; else only where it is
 *                   certain that the one before does not have it, so that it is in one queue at most
 * @param patience   how long its answer is waited for; then it is unknown
 */
public record AppendTerms(boolean everyQueue, int slackBytes, boolean failsOver, Duration patience) {
    /** Half of the room that queues keep: a record grows by a time, a recipient and what its producer left out. */
    private static final int SLACK_BYTES = 16 << 10;
    /** Several times what queues take to answer at the most. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A write that comes from outside. */
    public static final AppendTerms FIRST_WRITE = new AppendTerms(true, 0, true, Duration.ofDays(1));
    /** What was in a queue before. */
    public static final AppendTerms AGAIN = new AppendTerms(false, SLACK_BYTES, true, PATIENCE);
    /** A dead letter: the person who asked for the redrive gets the doubtful answer, and decides. */
    public static final AppendTerms REDRIVE = new AppendTerms(false, SLACK_BYTES, false, PATIENCE);

    /** The same for a caller who waits this long at most. */
    public AppendTerms within(Duration time) {
        return new AppendTerms(everyQueue, slackBytes, failsOver, time);
    }
}
