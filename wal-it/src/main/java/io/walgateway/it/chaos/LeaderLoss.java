package io.walgateway.it.chaos;

import io.walgateway.it.chaos.plan.FaultKind;
import io.walgateway.it.chaos.plan.FaultLog;
import io.walgateway.it.chaos.plan.PlannedFault;
import io.walgateway.local.kafka.KafkaBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What loses writes for certain when the leader's acknowledgement alone counts, again and again: followers stand still
 * while the load runs on, the leader dies, and the followers, who are still taken to be in step, go on without what the
 * leader alone had.
 */
final class LeaderLoss implements Trouble {
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration STANDSTILL = Duration.ofMillis(1_500);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final ChaosSystem system;
    private final Replicas replicas;
    private final FaultLog log;
    private final Consumer<String> progress;
    private final InstantSource clock;
    private final CountDownLatch ending = new CountDownLatch(1);
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    LeaderLoss(ChaosSystem system, Replicas replicas, FaultLog log, Consumer<String> progress, InstantSource clock) {
        this.system = system;
        this.replicas = replicas;
        this.log = log;
        this.progress = progress;
        this.clock = clock;
    }

    LeaderLoss start() {
        running = CompletableFuture.runAsync(this::run);
        return this;
    }

    @Override
    public CompletableFuture<Void> running() {
        return running;
    }

    @Override
    public void close() {
        ending.countDown();
        running.exceptionally(_ -> null).join();
    }

    private void run() {
        try {
            for (int broker = 0; !ending.await(WARM_UP.toMillis(), TimeUnit.MILLISECONDS); broker++) {
                lose(broker % system.brokers().size());
                while (!replicas.areInStep() && ending.getCount() > 0) {
                    var _ = ending.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lose(int leader) throws InterruptedException {
        KafkaBroker victim = system.brokers().get(leader);
        List<KafkaBroker> followers = system.brokers().stream()
                .filter(broker -> !broker.equals(victim))
                .toList();
        PlannedFault fault = new PlannedFault(FaultKind.KILL, "broker-" + (leader + 1), STANDSTILL);
        progress.accept(fault + ", behind the back of its followers");
        Instant begin = clock.instant();
        followers.forEach(KafkaBroker::suspend);
        var _ = ending.await(STANDSTILL.toMillis(), TimeUnit.MILLISECONDS);
        victim.kill();
        followers.forEach(KafkaBroker::resume);
        victim.start();
        log.add(begin, fault, Duration.between(begin, clock.instant()));
    }
}
