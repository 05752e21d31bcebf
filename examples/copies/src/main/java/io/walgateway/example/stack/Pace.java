package io.walgateway.example.stack;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Spreads work evenly over time. For one thread.
 *
 * @param perSecond how many pieces of work a second
 * @param begin     of the first one, in the time of {@link System#nanoTime}
 */
public record Pace(double perSecond, long begin) {
    /** Nothing ever counts it down. */
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    public static Pace of(double perSecond) {
        return new Pace(perSecond, System.nanoTime());
    }

    /** Returns when the piece of work with this number, from 0, is due; at once if it is late. */
    public void await(long number) throws InterruptedException {
        long due = begin + (long) (number * TimeUnit.SECONDS.toNanos(1) / perSecond);
        long left = due - System.nanoTime();
        // Timers are no finer than this: what is due soon is done now.
        if (left > TimeUnit.MILLISECONDS.toNanos(1)) {
            var _ = NEVER.await(left, TimeUnit.NANOSECONDS);
        }
    }
}
