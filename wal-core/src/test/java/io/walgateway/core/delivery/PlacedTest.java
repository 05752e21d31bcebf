package io.walgateway.core.delivery;

import static io.walgateway.core.delivery.CoreHarness.SLICE;
import static io.walgateway.core.delivery.CoreHarness.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.Generation;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.Access;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.Placement;
import io.walgateway.core.namespace.Policies;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.namespace.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pipeline reads a queue that has taken the place of another; the harness's messages say revision 1. */
class PlacedTest {
    static final QueueConfig OLD = queue("old");
    static final QueueConfig NEW = queue("new");

    private final CoreHarness harness = new CoreHarness(Ordering.KEY);
    private final Delivery delivery = harness.message("key");

    private static QueueConfig queue(String name) {
        return new QueueConfig("kafka", "default", List.of(name), List.of(), Map.of());
    }

    static Placement placement(long revision, QueueConfig now, QueueConfig read, Generation... earlier) {
        return Placement.of(
                new NamespaceConfig(
                                "orders",
                                revision,
                                "default",
                                "consumer",
                                Ordering.KEY,
                                List.of(now),
                                List.of(),
                                new Policies(RetryPolicy.DEFAULT, Limits.DEFAULT, Access.OPEN),
                                Optional.empty())
                        .withEarlier(List.of(earlier)),
                read);
    }

    private void place(Placement placement) {
        harness.handle(new DeliveryEvent.Placed(placement));
    }

    @BeforeEach
    void theOldQueueIsNotDrained() {
        place(placement(1, NEW, NEW, new Generation(1, List.of(OLD), false)));
    }

    @Test
    void shouldHoldAKeyUntilItsOldQueueIsDrained() {
        harness.polled(delivery);
        assertThat(harness.started()).isEmpty();
        place(placement(1, NEW, NEW, new Generation(1, List.of(OLD), true)));
        assertThat(harness.started()).containsExactly(delivery);
    }

    @Test
    void shouldTellOfAKeyThatIsHeldForLongAndRestartNothingForIt() {
        StageLimits limits = new StageLimits(
                Duration.ofSeconds(1),
                Duration.ofSeconds(4),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
        StageWatch watch = harness.core.watch(limits);
        harness.polled(delivery);
        List<HeldMessage> alarms = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            StageReport report = watch.look(harness.now);
            alarms.addAll(report.alarms());
            assertThat(report.stuck()).isEmpty();
            harness.pass(Duration.ofSeconds(1));
        }
        assertThat(alarms).singleElement().satisfies(alarm -> {
            assertThat(alarm.stage()).isEqualTo(Stage.BARRED);
            assertThat(alarm.waitsFor()).isEqualTo("an earlier queue of its key to be drained");
        });
    }

    @Test
    void shouldKeepTheOrderOfWhatIsHeld() {
        Delivery next = harness.message("key");
        harness.polled(delivery, next);
        place(placement(1, NEW, NEW));
        assertThat(harness.started()).containsExactly(delivery);
    }

    @Test
    void shouldLetGoOfWhatIsHeldWhenItsSliceIsRevoked() {
        harness.polled(delivery);
        harness.handle(new DeliveryEvent.Revoked(Set.of(SLICE)));
        assertThat(harness.all(DeliveryCommand.Released.class)).hasSize(1);
        place(placement(1, NEW, NEW));
        assertThat(harness.started()).isEmpty();
    }

    @Test
    void shouldSendHomeWhatLiesInTheWrongQueueAndThenSettleIt() {
        place(placement(2, NEW, OLD));
        harness.polled(delivery);
        assertThat(harness.takeCommands()).containsExactly(new DeliveryCommand.Requeue(delivery, 0, START));
        harness.handle(new DeliveryEvent.Requeued(delivery));
        assertThat(harness.acknowledged()).containsExactly(delivery);
    }

    @Test
    void shouldWaitForAConfigurationThatIsNotKnownYet() {
        place(placement(0, NEW, NEW));
        harness.polled(delivery);
        assertThat(harness.started()).isEmpty();
        place(placement(1, NEW, NEW));
        assertThat(harness.started()).containsExactly(delivery);
    }

    @Test
    void shouldNotWaitForeverForAConfigurationThatDoesNotCome() {
        place(placement(0, NEW, NEW));
        harness.polled(delivery);
        harness.pass(DeliveryCore.FUTURE_PATIENCE);
        assertThat(harness.started()).containsExactly(delivery);
    }
}
