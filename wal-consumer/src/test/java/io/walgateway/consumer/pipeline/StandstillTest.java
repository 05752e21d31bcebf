package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.retry.Restarts;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Destination;
import io.walgateway.core.target.Target;
import io.walgateway.runtime.Health;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever hangs, an alarm names it, a metric counts it, and the pipeline starts anew and delivers the messages it held. */
class StandstillTest {
    private static final Duration RESTART_AFTER = Duration.ofSeconds(10);
    /** Hundreds of seconds pass here, and each costs one look at least. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(1);

    private static final DeliveryLimits LIMITS = new DeliveryLimits(100, 1 << 20, RESTART_AFTER);

    private final SeenClock clock = new SeenClock();
    private final PipelineHarness harness = new PipelineHarness(clock);
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private final PipelineKeeper keeper = new PipelineKeeper(
            "orders",
            this::newPipeline,
            new Restarts(Restarts.USUAL, InstantSource.system(), new SplittableRandom(1)),
            Duration.ofMillis(1));

    private volatile Target first = harness.target;

    /** What hangs, and the stage in which the message is then. */
    enum Hang {
        TARGET("delivering", "the outcome of attempt 1"),
        ATTEMPTS("recording", "the queue to store that 1 attempts have failed"),
        DEAD_LETTER("dead-lettering", "the dead-letter queue"),
        REQUEUE("requeueing", "the queue to take it once more");

        private final String stage;
        private final String waitsFor;

        Hang(String stage, String waitsFor) {
            this.stage = stage;
            this.waitsFor = waitsFor;
        }
    }

    /** Knows which thread has read which time, so that a test goes on when all have noticed that time has passed. */
    private static final class SeenClock implements InstantSource {
        private final TestClock clock = new TestClock();
        private final Map<String, Instant> seen = new ConcurrentHashMap<>();

        @Override
        public Instant instant() {
            Instant now = clock.instant();
            String thread = Thread.currentThread().getName();
            seen.put(thread.substring(0, Math.max(0, thread.indexOf(' '))), now);
            return now;
        }

        void second() {
            clock.advance(Duration.ofSeconds(1));
        }

        boolean isSeenBy(String thread) {
            return clock.instant().equals(seen.get(thread));
        }
    }

    @AfterEach
    void close() {
        harness.queue.heal();
        released.countDown();
        keeper.close();
        harness.close();
    }

    private Pipeline newPipeline(PipelineSpec spec) {
        Target target = begun.incrementAndGet() == 1 ? this::deliverFirst : harness.target;
        return harness.create(spec, PipelineHarness.toThere(new Destination(target, "there")), LIMITS);
    }

    private DeliveryOutcome deliverFirst(DeliveryAttempt attempt) throws InterruptedException {
        return first.deliver(attempt);
    }

    private DeliveryOutcome neverAnswer() {
        boolean waiting = true;
        while (waiting) {
            try {
                released.await();
                waiting = false;
            } catch (InterruptedException ignored) {
                // As a client that does not care.
            }
        }
        return new DeliveryOutcome.Unknown("much too late");
    }

    private PipelineSpec spec() {
        PipelineSpec spec = harness.toNamespaceTarget(Ordering.NONE);
        TargetConfig quick = new TargetConfig(
                "there", harness.address("there"), PipelineHarness.THREE_QUICK_ATTEMPTS, 16, Duration.ofSeconds(1));
        return new PipelineSpec(
                spec.namespace(),
                spec.queue(),
                spec.ordering(),
                Optional.of(quick),
                spec.otherTargets(),
                spec.retry(),
                spec.storage());
    }

    private Pipeline running() {
        await().until(() -> keeper.state() instanceof PipelineKeeper.State.Running);
        return ((PipelineKeeper.State.Running) keeper.state()).pipeline();
    }

    /** Lets seconds pass until it is so, none before keeper and core, while it goes, have noticed the one before. */
    private void passUntil(BooleanSupplier condition) {
        for (int second = 0; second < 1_000 && !condition.getAsBoolean(); second++) {
            clock.second();
            await().pollDelay(Duration.ZERO)
                    .pollInterval(LOOK_AGAIN)
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> condition.getAsBoolean() || (clock.isSeenBy("keep") && clock.isSeenBy("deliver")));
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** The polling thread is not waited for while time passes, so it may be late for a moment. */
    private void awaitNothingOverdue() {
        await().until(() -> overdue() == 0);
    }

    private double overdue() {
        return harness.registry.get("wal.consumer.overdue").gauge().value();
    }

    private void hang(Hang what) {
        switch (what) {
            case TARGET -> first = _ -> neverAnswer();
            case ATTEMPTS -> {
                harness.queue.silentAttempts();
                first = _ -> new DeliveryOutcome.Failed("not yet");
            }
            case DEAD_LETTER -> {
                harness.queue.silentAppends();
                first = _ -> new DeliveryOutcome.Rejected("never");
            }
            case REQUEUE -> harness.queue.silentAppends();
        }
    }

    private Message appended(Hang what) {
        Message message = what == Hang.REQUEUE
                ? Messages.message().due(clock.instant().plusSeconds(3600)).build()
                : Messages.message().build();
        harness.append(message);
        return message;
    }

    @ParameterizedTest
    @EnumSource(Hang.class)
    void shouldTellOfWhatHangsAndDeliverItAfterANewStart(Hang what) {
        Message message = appended(what);
        hang(what);
        keeper.want(spec());
        Pipeline pipeline = running();
        passUntil(() -> stages(pipeline).equals(List.of(what.stage)));
        awaitNothingOverdue();
        passUntil(() -> pipeline.standing().stages().overdue() == 1);
        await().until(() -> overdue() == 1);
        assertThat(PipelinesJson.of(List.of(keeper)))
                .contains(
                        "\"stage\":\"" + what.stage + "\"",
                        "\"message_id\":\"" + message.id() + "\"",
                        "\"waits_for\":\"" + what.waitsFor);
        // What was asked before is never answered all the same.
        harness.queue.heal();
        passUntil(() -> keeper.restarts() == 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> begun.get() == 2);
        if (what == Hang.REQUEUE) {
            await().until(() -> harness.memory.entries("orders").size() > 1);
        } else {
            await().untilAsserted(() -> assertThat(harness.target.delivered()).contains(message));
        }
        assertThat(harness.registry
                        .get("wal.consumer.standstill.restarts")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(keeper.restarts()).isEqualTo(1);
    }

    private static List<String> stages(Pipeline pipeline) {
        return pipeline.standing().stages().stages().stream()
                .map(held -> held.stage().text())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"ATTEMPTS", "DEAD_LETTER"})
    void shouldNotStartAnewForAsLongAsTheQueueIsAway(Hang what) {
        appended(what);
        hang(what);
        harness.queueAway = Optional.of("no broker answers");
        keeper.want(spec());
        Pipeline pipeline = running();
        passUntil(() -> stages(pipeline).equals(List.of(what.stage)));
        Instant begin = clock.instant();
        passUntil(() -> clock.instant().isAfter(begin.plusSeconds(300)));
        assertThat(keeper.restarts()).isZero();
        awaitNothingOverdue();
        harness.queueAway = Optional.empty();
        passUntil(() -> keeper.restarts() == 1);
    }

    @Test
    void shouldStartAnewWhenAPollHangs() {
        keeper.want(spec());
        running();
        harness.queue.hangingPolls();
        Message message = Messages.message().build();
        harness.append(message);
        passUntil(() -> keeper.restarts() == 1);
        harness.queue.heal();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(harness.target.delivered()).contains(message));
    }

    @Test
    void shouldStartAnewWhenTheCoreHangs() {
        harness.queue.hangingAcknowledgements();
        Message message = Messages.message().build();
        harness.append(message);
        keeper.want(spec());
        Pipeline pipeline = running();
        await().until(() -> harness.target.delivered().size() == 1);
        for (int second = 0; second < 100 && keeper.restarts() == 0; second++) {
            clock.second();
            await().pollDelay(Duration.ZERO)
                    .pollInterval(LOOK_AGAIN)
                    .until(() -> clock.isSeenBy("keep") || keeper.restarts() == 1);
        }
        assertThat(keeper.restarts()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(60)).until(() -> begun.get() == 2);
        harness.queue.heal();
        await().untilAsserted(() -> assertThat(harness.target.delivered()).hasSizeGreaterThanOrEqualTo(2));
        assertThat(pipeline.ended()).isDone();
    }

    @Test
    void shouldLetAPipelineGoOnThatOnlyWaits() {
        Message message = Messages.message().build();
        harness.target.always(new DeliveryOutcome.Unavailable("away"));
        harness.append(message);
        keeper.want(spec());
        Pipeline pipeline = running();
        await().until(() -> pipeline.status().endpointsAway() == 1);
        passUntil(() -> PipelinesHealth.of(Map.of("orders", keeper.state()))
                .equals(new Health.Status.Degraded("1 of 1 running, 1 messages in hand; orders: away: there")));
        Instant begin = clock.instant();
        passUntil(() -> clock.instant().isAfter(begin.plusSeconds(300)));
        assertThat(keeper.restarts()).isZero();
        awaitNothingOverdue();
        assertThat(PipelinesJson.of(List.of(keeper)))
                .contains("\"endpoints_away\":[\"there\"]", "\"reading\":\"on\"", "\"state\":\"running\"");
    }
}
