package io.walgateway.benchmarks.keyvalue;

import io.walgateway.benchmarks.load.Percentile;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Starts calls at a steady pace, and measures each from the moment at which it was due, so that a stall shows in all calls
 * that it delayed.
 */
final class PacedCalls {
    private static final int IN_FLIGHT_MAX = 1_000;
    private static final int DIGITS = 3;
    private static final double NANOS_PER_SECOND = 1e9;

    private final LongFunction<CompletionStage<?>> call;
    private final long nanosBetween;

    PacedCalls(LongFunction<CompletionStage<?>> call, int perSecond) {
        this.call = call;
        this.nanosBetween = (long) (NANOS_PER_SECOND / perSecond);
    }

    /** Makes calls for so long; blocks until they have ended. */
    LatencyFigure run(double seconds, int round, String contestant) {
        ConcurrentHistogram latencies = new ConcurrentHistogram(DIGITS);
        LongAdder failures = new LongAdder();
        Semaphore places = new Semaphore(IN_FLIGHT_MAX);
        long begin = System.nanoTime();
        long count = (long) (seconds * NANOS_PER_SECOND) / nanosBetween;
        for (long number = 0; number < count; number++) {
            long due = begin + number * nanosBetween;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            places.acquireUninterruptibly();
            var _ = call.apply(number).whenComplete((_, failure) -> {
                latencies.recordValue(System.nanoTime() - due);
                if (failure != null) {
                    failures.increment();
                }
                places.release();
            });
        }
        places.acquireUninterruptibly(IN_FLIGHT_MAX);
        double took = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        return new LatencyFigure(
                round,
                contestant,
                latencies.getTotalCount() / took,
                Percentile.millis(latencies, 50),
                Percentile.millis(latencies, 99),
                failures.sum());
    }
}
