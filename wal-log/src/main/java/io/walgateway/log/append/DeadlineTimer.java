package io.walgateway.log.append;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One timer for all callers that cannot wait for a queue's own answer. */
final class DeadlineTimer implements AutoCloseable {
    /** Queues answer within their append time-out, which is far shorter: callers who wait this long need no timer. */
    private static final Duration TIMED_BELOW = Duration.ofMinutes(1);

    private static final long MARGIN_NANOS_MIN = Duration.ofMillis(5).toNanos();
    private static final long MARGIN_NANOS_MAX = Duration.ofMillis(200).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineTimer.class);

    private final ScheduledThreadPoolExecutor timer;

    DeadlineTimer() {
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("append-deadlines").factory());
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** The answer, or {@code late} if there is none shortly before the patience ends. */
    <T> CompletionStage<T> withDeadline(CompletionStage<T> answer, Duration patience, T late) {
        if (patience.compareTo(TIMED_BELOW) >= 0 || timer.isShutdown()) {
            return answer;
        }
        CompletableFuture<T> limited = new CompletableFuture<>();
        var _ = answer.whenComplete((result, failure) -> {
            if (failure == null) {
                limited.complete(result);
            } else {
                limited.completeExceptionally(failure);
            }
        });
        if (limited.isDone()) {
            return limited;
        }
        long nanos = patience.toNanos();
        long margin = Math.clamp(nanos / 10, MARGIN_NANOS_MIN, MARGIN_NANOS_MAX);
        ScheduledFuture<?> timing =
                timer.schedule(() -> limited.complete(late), Math.max(0, nanos - margin), TimeUnit.NANOSECONDS);
        var _ = limited.whenComplete((result, failure) -> timing.cancel(false));
        return limited;
    }

    /**
     * Runs an action, which must be short, unless the answer arrives first. After {@link #close} the action never runs,
     * and the queue itself answers the caller.
     */
    void afterSilence(CompletableFuture<?> answer, Duration wait, Runnable what) {
        if (answer.isDone() || timer.isShutdown()) {
            return;
        }
        try {
            ScheduledFuture<?> timing = timer.schedule(what, wait.toNanos(), TimeUnit.NANOSECONDS);
            var _ = answer.whenComplete((result, failure) -> timing.cancel(false));
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed while an answer was waited for", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
