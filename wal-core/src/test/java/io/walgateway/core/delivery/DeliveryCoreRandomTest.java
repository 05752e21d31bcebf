package io.walgateway.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.target.DeliveryOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random messages, outcomes, failing dead-letter queues and times from a seed; what the core promises is checked at each
 * command, and that everything is settled at the end.
 */
class DeliveryCoreRandomTest {
    private static final int SEEDS = 300;
    private static final int MESSAGES = 60;
    private static final Slice SLICE = new Slice("orders", 0, 1);

    @ParameterizedTest
    @EnumSource(Ordering.class)
    void shouldKeepItsPromisesWhateverHappens(Ordering ordering) {
        for (int seed = 0; seed < SEEDS; seed++) {
            new Run(ordering, seed).go();
        }
    }

    private static final class Run {
        private final String name;
        private final Ordering ordering;
        private final SplittableRandom random;
        private final CoreHarness harness;
        private final List<Delivery> appended = new ArrayList<>();
        private final List<DeliveryEvent> answers = new ArrayList<>();
        private final Map<Bytes, Delivery> underWay = new HashMap<>();
        private final Map<Bytes, Long> lastStarted = new HashMap<>();
        private final Set<Delivery> done = new HashSet<>();
        private final Set<Delivery> acknowledged = new HashSet<>();
        private final Map<Delivery, Integer> recorded = new HashMap<>();

        Run(Ordering ordering, int seed) {
            this.name = ordering + " seed " + seed;
            this.ordering = ordering;
            this.random = new SplittableRandom(seed);
            int heldMax = random.nextInt(5, 100);
            harness = new CoreHarness(new DeliveryPolicy(
                    ordering,
                    CoreHarness.THREE_ATTEMPTS,
                    random.nextInt(1, 20),
                    heldMax,
                    1 << 20,
                    DeliveryPolicy.UNLIMITED,
                    DeliveryPolicy.UNLIMITED));
        }

        void go() {
            for (int step = 0; acknowledged.size() < MESSAGES; step++) {
                assertThat(step).as("%s: steps until all is settled", name).isLessThan(20_000);
                step();
                harness.takeCommands().forEach(this::check);
            }
            assertThat(harness.core.held()).as(name).isZero();
            assertThat(harness.core.delivering()).as(name).isZero();
        }

        private void step() {
            switch (random.nextInt(3)) {
                case 0 -> poll();
                case 1 -> answer();
                default -> harness.pass(Duration.ofMillis(random.nextInt(1, 500)));
            }
        }

        private void poll() {
            if (appended.size() < MESSAGES && !harness.core.paused()) {
                Instant due = harness.now.plusMillis(random.nextInt(-2000, 500));
                Delivery delivery = harness.message(
                        random.nextInt(4) == 0 ? "" : "key " + random.nextInt(5),
                        due,
                        Optional.empty(),
                        0,
                        "endpoint " + random.nextInt(2),
                        SLICE);
                appended.add(delivery);
                harness.polled(delivery);
            }
        }

        private void answer() {
            if (!answers.isEmpty()) {
                DeliveryEvent event = answers.remove(random.nextInt(answers.size()));
                switch (event) {
                    case DeliveryEvent.Completed completed -> {
                        underWay.remove(laneOf(completed.delivery()));
                        if (completed.outcome() instanceof DeliveryOutcome.Delivered
                                || completed.outcome() instanceof DeliveryOutcome.Skipped) {
                            done.add(completed.delivery());
                        }
                    }
                    case DeliveryEvent.AttemptsRecorded stored ->
                        recorded.put(stored.delivery(), stored.delivery().failures());
                    case DeliveryEvent.DeadLettered stored -> done.add(stored.delivery());
                    case DeliveryEvent.DeadLetterFailed _, DeliveryEvent.Polled _, DeliveryEvent.Malformed _ -> {}
                    case DeliveryEvent.Requeued _, DeliveryEvent.RequeueFailed _, DeliveryEvent.Placed _ -> {}
                    case DeliveryEvent.Revoked _, DeliveryEvent.TimePassed _ -> {}
                }
                harness.handle(event);
            }
        }

        private void check(DeliveryCommand command) {
            switch (command) {
                case DeliveryCommand.Deliver(Delivery delivery, int attempt) -> started(delivery, attempt);
                case DeliveryCommand.Acknowledge(Delivery delivery) -> {
                    assertThat(done).as("%s: settled only when done with", name).contains(delivery);
                    assertThat(acknowledged.add(delivery))
                            .as("%s: settled once", name)
                            .isTrue();
                }
                case DeliveryCommand.RecordAttempts(Delivery delivery, int _) ->
                    answers.add(new DeliveryEvent.AttemptsRecorded(delivery));
                case DeliveryCommand.DeadLetter(Delivery delivery, GiveUpReason _, String _) ->
                    answers.add(
                            random.nextInt(4) == 0
                                    ? new DeliveryEvent.DeadLetterFailed(delivery, "away")
                                    : new DeliveryEvent.DeadLettered(delivery));
                case DeliveryCommand.Requeue _ -> throw new AssertionError(name + ": everything waits in hand");
                case DeliveryCommand.PauseReading _, DeliveryCommand.ResumeReading _ -> {}
                case DeliveryCommand.Released _ -> throw new AssertionError(name + ": nothing was revoked");
            }
        }

        private void started(Delivery delivery, int attempt) {
            assertThat(delivery.message().lifecycle().due())
                    .as("%s: never early", name)
                    .isBeforeOrEqualTo(harness.now);
            assertThat(attempt).as("%s: attempts", name).isBetween(1, 3);
            assertThat(recorded.getOrDefault(delivery, 0))
                    .as("%s: failures are stored before the next attempt", name)
                    .isEqualTo(attempt - 1);
            Bytes lane = laneOf(delivery);
            assertThat(underWay.put(lane, delivery))
                    .as("%s: no overlap in a lane", name)
                    .isNull();
            long before = lastStarted.getOrDefault(lane, -1L);
            assertThat(delivery.lease().position())
                    .as("%s: order in a lane", name)
                    .isGreaterThanOrEqualTo(before);
            lastStarted.put(lane, delivery.lease().position());
            answers.add(new DeliveryEvent.Completed(delivery, outcome()));
        }

        /** Messages without order have a lane each. */
        private Bytes laneOf(Delivery delivery) {
            Bytes key = delivery.message().orderingKey();
            return ordering == Ordering.KEY && !key.isEmpty()
                    ? key
                    : Bytes.utf8("message " + delivery.lease().position());
        }

        private DeliveryOutcome outcome() {
            return switch (random.nextInt(10)) {
                case 0 -> new DeliveryOutcome.Failed("no");
                case 1 -> new DeliveryOutcome.Unknown("who knows");
                case 2 -> new DeliveryOutcome.Unavailable("away");
                case 3 -> new DeliveryOutcome.Throttled(Duration.ofMillis(random.nextInt(300)), "slow down");
                case 4 -> new DeliveryOutcome.Rejected("never");
                case 5 -> new DeliveryOutcome.Skipped("cancelled");
                default -> DeliveryOutcome.DELIVERED;
            };
        }
    }
}
