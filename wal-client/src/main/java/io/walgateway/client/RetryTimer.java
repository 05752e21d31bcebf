package io.walgateway.client;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that starts tasks when they are due; no task may block it. */
final class RetryTimer {
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("wal-client-timer").factory());

    RetryTimer() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        // Tasks that come after the end belong to writes that are given up.
        executor.setRejectedExecutionHandler((_, _) -> {});
    }

    void after(Duration pause, Runnable task) {
        executor.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs a task repeatedly, until the returned action is run or the timer ends. */
    Runnable every(Duration pause, Runnable task) {
        var running = executor.scheduleWithFixedDelay(task, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        return () -> running.cancel(false);
    }

    void close() {
        executor.shutdownNow();
    }
}
