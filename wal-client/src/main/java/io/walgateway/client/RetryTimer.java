package io.walgateway.client;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that starts what is due; nothing may block on it. */
final class RetryTimer {
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("wal-client-timer").factory());

    RetryTimer() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        // What comes after the end has been given up already.
        executor.setRejectedExecutionHandler((_, _) -> {});
    }

    void after(Duration pause, Runnable task) {
        executor.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Again and again, until the timer ends. */
    Runnable every(Duration pause, Runnable task) {
        var running = executor.scheduleWithFixedDelay(task, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        return () -> running.cancel(false);
    }

    void close() {
        executor.shutdownNow();
    }
}
