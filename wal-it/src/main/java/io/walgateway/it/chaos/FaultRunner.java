package io.walgateway.it.chaos;

import io.walgateway.it.chaos.plan.FaultLog;
import io.walgateway.it.chaos.plan.FaultPlan;
import io.walgateway.it.chaos.plan.PlannedFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs the faults of a plan, each when the system has recovered from the one before. */
final class FaultRunner implements Trouble {
    private static final Duration RECOVERY_MAX = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final FaultPlan plan;
    private final FaultInjector injector;
    private final Replicas replicas;
    private final FaultLog log;
    private final Consumer<String> progress;
    private final InstantSource clock;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    FaultRunner(
            FaultPlan plan,
            FaultInjector injector,
            Replicas replicas,
            FaultLog log,
            Consumer<String> progress,
            InstantSource clock) {
        this.plan = plan;
        this.injector = injector;
        this.replicas = replicas;
        this.log = log;
        this.progress = progress;
        this.clock = clock;
    }

    FaultRunner start() {
        running = CompletableFuture.runAsync(this::run, threads);
        return this;
    }

    @Override
    public CompletableFuture<Void> running() {
        return running;
    }

    @Override
    public boolean isEnough() {
        return log.count() > 0;
    }

    @Override
    public void close() {
        ending.countDown();
        running.exceptionally(_ -> null).join();
        threads.close();
    }

    private void run() {
        while (!hasEnded(Duration.ZERO)) {
            FaultPlan.Step step = plan.next();
            if (!hasEnded(step.rest())) {
                List<CompletableFuture<Void>> faults = step.faults().stream()
                        .map(fault -> CompletableFuture.runAsync(() -> happen(fault), threads))
                        .toList();
                faults.forEach(CompletableFuture::join);
                awaitRecovery();
            }
        }
    }

    private void happen(PlannedFault fault) {
        Instant begin = clock.instant();
        progress.accept(fault.toString());
        injector.begin(fault);
        hasEnded(fault.duration());
        Instant end = clock.instant();
        injector.end(fault);
        log.add(begin, fault, Duration.between(begin, end));
    }

    private void awaitRecovery() {
        Instant deadline = clock.instant().plus(RECOVERY_MAX);
        try {
            while (!replicas.areInStep()) {
                if (clock.instant().isAfter(deadline)) {
                    throw new IllegalStateException(
                            "Expected all replicas to be in step again, but after %s some are not"
                                    .formatted(RECOVERY_MAX));
                }
                if (hasEnded(LOOK_AGAIN)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits this long; returns true as soon as faults are to end. */
    private boolean hasEnded(Duration wait) {
        try {
            return ending.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
