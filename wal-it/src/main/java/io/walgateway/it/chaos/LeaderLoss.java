package io.walgateway.it.chaos;

import io.walgateway.it.chaos.load.Tally;
import io.walgateway.it.chaos.plan.FaultKind;
import io.walgateway.it.chaos.plan.FaultLog;
import io.walgateway.it.chaos.plan.PlannedFault;
import io.walgateway.it.history.HistoryEvent.Answer;
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
 * Repeatedly loses writes for certain if the leader's acknowledgement alone counts: followers are suspended while the
 * load continues, the leader dies, and the followers, which still count as in sync, continue without the records that
 * only the leader had.
 */
final class LeaderLoss implements Trouble {
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration STANDSTILL = Duration.ofMillis(1_500);
    /** Far more than the one batch that a follower may have received before it was suspended. */
    private static final int ANSWERS_MIN = 60;
    /** By then, the deadlines of the writes that wait for the followers have passed. */
    private static final Duration STANDSTILL_MAX = Duration.ofSeconds(8);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final ChaosSystem system;
    private final Replicas replicas;
    private final Tally tally;
    private final FaultLog log;
    private final Consumer<String> progress;
    private final InstantSource clock;
    private final CountDownLatch ending = new CountDownLatch(1);
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    /** True once a leader has died with writes that no other broker had, and that were answered TRUE. */
    private volatile boolean effective;

    LeaderLoss(
            ChaosSystem system,
            Replicas replicas,
            Tally tally,
            FaultLog log,
            Consumer<String> progress,
            InstantSource clock) {
        this.system = system;
        this.replicas = replicas;
        this.tally = tally;
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

    /** True after the first loss: each broker leads some partitions of each namespace. */
    @Override
    public boolean isEnough() {
        return effective;
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
        long answered = tally.count(Answer.TRUE);
        var _ = ending.await(STANDSTILL.toMillis(), TimeUnit.MILLISECONDS);
        while (tally.count(Answer.TRUE) < answered + ANSWERS_MIN
                && clock.instant().isBefore(begin.plus(STANDSTILL_MAX))
                && ending.getCount() > 0) {
            var _ = ending.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
        victim.kill();
        if (tally.count(Answer.TRUE) >= answered + ANSWERS_MIN) {
            effective = true;
        }
        followers.forEach(KafkaBroker::resume);
        victim.start();
        log.add(begin, fault, Duration.between(begin, clock.instant()));
    }
}
