package io.walgateway.benchmarks.sets;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Work that is under way a fixed number of times at once; each time it ends it begins again.
 *
 * @param work blocks on a virtual thread; each worker has its own numbers, ascending from 0
 */
record ClosedLoop(int atOnce, Work work) {

    /** One unit of work. */
    @FunctionalInterface
    interface Work {
        void carryOut(int worker, int number) throws Exception;
    }

    /**
     * What was done.
     *
     * @param all      how many were done from the beginning to the end
     * @param first    the reason of the first failure; empty text: none failed
     */
    record Done(double perSecond, long all, long failures, String first) {}

    /** Returns when the last of them has ended. */
    Done run(double warmUpSeconds, double seconds) {
        LongAdder done = new LongAdder();
        LongAdder failed = new LongAdder();
        AtomicReference<String> first = new AtomicReference<>("");
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            int worker = i;
            threads.add(Thread.ofVirtual().start(() -> {
                for (int number = 0; !over.get(); number++) {
                    try {
                        work.carryOut(worker, number);
                        done.increment();
                    } catch (Exception e) {
                        failed.increment();
                        first.compareAndSet("", e.toString());
                    }
                }
            }));
        }
        rest(warmUpSeconds);
        long before = done.sum();
        long begin = System.nanoTime();
        rest(seconds);
        double perSecond = (done.sum() - before) / ((System.nanoTime() - begin) / 1e9);
        over.set(true);
        join(threads);
        return new Done(perSecond, done.sum(), failed.sum(), first.get());
    }

    private static void rest(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
