package io.walgateway.core.plugin;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Blocks a delivery until its answer, without a timer of its own. A timed park of a virtual thread is entered into and
 * removed from a queue of timers by a thread that is woken for each, which doubles the processor time of a quick
 * delivery's wait. Here one thread looks after all long waits, now and then, and only while there are any.
 */
public final class AnswerWait {
    /** Shorter limits are kept to the nanosecond. */
    private static final Duration COARSE_FROM = Duration.ofSeconds(1);

    private static final Duration TICK = Duration.ofMillis(20);
    private static final AnswerWait SHARED = new AnswerWait(COARSE_FROM, TICK);

    private final Duration coarseFrom;
    private final Duration tick;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread watcher;
    private volatile boolean idle;

    AnswerWait(Duration coarseFrom, Duration tick) {
        this.coarseFrom = coarseFrom;
        this.tick = tick;
    }

    private static final class LimitPassed extends Exception {}

    private static final class Wait {
        private final CompletableFuture<?> own;
        private final long end;

        Wait(CompletableFuture<?> own, long end) {
            this.own = own;
            this.end = end;
        }

        void endIfOver(long now) {
            if (end - now <= 0) {
                own.completeExceptionally(new LimitPassed());
            }
        }
    }

    /**
     * The value of an answer. The answer itself is never completed or cancelled by this.
     *
     * @param limit from 1 s on, the wait ends up to 20 ms later than it says; zero and less: only an answer that is
     *     there already is returned
     * @throws ExecutionException   if the answer is a failure, its cause
     * @throws TimeoutException     if there is none within the limit
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public static <T> T get(CompletableFuture<T> answer, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return SHARED.await(answer, limit);
    }

    <T> T await(CompletableFuture<T> answer, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (answer.isDone() || limit.compareTo(coarseFrom) < 0) {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        }
        CompletableFuture<T> own = answer.copy();
        Wait wait = new Wait(own, System.nanoTime() + limit.toNanos());
        watch(wait);
        try {
            return own.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LimitPassed) {
                throw new TimeoutException("no answer in time");
            }
            throw e;
        } finally {
            waits.remove(wait);
        }
    }

    /** The number of waits that are watched. */
    int watched() {
        return waits.size();
    }

    private void watch(Wait wait) {
        waits.add(wait);
        Thread watching = watcher;
        if (watching == null) {
            startWatcher();
        } else if (idle) {
            LockSupport.unpark(watching);
        }
    }

    private synchronized void startWatcher() {
        if (watcher == null) {
            watcher = Thread.ofPlatform().daemon().name("wal-answer-wait").start(this::run);
        }
    }

    private void run() {
        while (true) {
            idle = true;
            while (waits.isEmpty()) {
                LockSupport.park(this);
            }
            idle = false;
            LockSupport.parkNanos(this, tick.toNanos());
            long now = System.nanoTime();
            waits.forEach(wait -> wait.endIfOver(now));
        }
    }
}
