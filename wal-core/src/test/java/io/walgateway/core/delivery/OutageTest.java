package io.walgateway.core.delivery;

import static io.walgateway.core.target.DeliveryOutcome.DELIVERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.target.DeliveryOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final DeliveryOutcome AWAY = new DeliveryOutcome.Unavailable("connection refused");

    private final CoreHarness core = new CoreHarness(Ordering.NONE);

    private List<Delivery> tenPolled() {
        List<Delivery> ten =
                IntStream.range(0, 10).mapToObj(_ -> core.message("")).toList();
        core.handle(new DeliveryEvent.Polled(ten));
        return ten;
    }

    @Test
    void shouldProbeWithOneDeliveryWhileTheTargetIsAway() {
        tenPolled().forEach(delivery -> core.completed(delivery, AWAY));
        core.takeCommands();

        core.pass(Duration.ofSeconds(1));
        assertThat(core.started()).hasSize(1);
        core.pass(Duration.ofSeconds(10));
        assertThat(core.started()).hasSize(1);
    }

    @Test
    void shouldUseUpNoAttemptHoweverLongTheOutage() {
        List<Delivery> ten = tenPolled();
        ten.forEach(delivery -> core.completed(delivery, AWAY));
        for (int probe = 0; probe < 100; probe++) {
            core.takeCommands();
            core.pass(EndpointGate.PROBE_INTERVAL_MAX);
            core.completed(core.started().getFirst(), AWAY);
        }
        assertThat(ten).allSatisfy(delivery -> assertThat(delivery.failures()).isZero());
        assertThat(core.deadLetters()).isEmpty();
        assertThat(core.all(DeliveryCommand.RecordAttempts.class)).isEmpty();
    }

    @Test
    void shouldResumeAllWhenTheProbeIsAnswered() {
        tenPolled().forEach(delivery -> core.completed(delivery, AWAY));
        core.takeCommands();
        core.pass(Duration.ofSeconds(1));
        core.completed(core.started().getFirst(), DELIVERED);

        assertThat(core.started()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void shouldResumeWhenTheProbeFailsForAReasonOfItsOwn() {
        tenPolled().forEach(delivery -> core.completed(delivery, AWAY));
        core.takeCommands();
        core.pass(Duration.ofSeconds(1));
        core.completed(core.started().getFirst(), new DeliveryOutcome.Rejected("malformed row"));

        assertThat(core.started()).hasSize(10);
    }

    @Test
    void shouldHoldUpOnlyTheEndpointThatIsAway() {
        Delivery dead = core.to("dead");
        core.polled(dead);
        core.completed(dead, AWAY);
        Delivery alive = core.to("alive");
        core.polled(core.to("dead"), alive);

        assertThat(core.started()).containsExactly(dead, alive);
        assertThat(core.core.endpointsAway()).isEqualTo(1);
    }

    @Test
    void shouldLetEndpointsTakeTurnsWhenThereAreNotDeliveriesEnoughForAll() {
        CoreHarness one = CoreHarness.withConcurrency(1);
        Delivery first = one.to("busy");
        Delivery second = one.to("busy");
        Delivery third = one.to("busy");
        Delivery other = one.to("other");
        one.polled(first, second, third, other);
        one.completed(first, DELIVERED);
        assertThat(one.started()).containsExactly(first, other);

        one.completed(other, DELIVERED);
        one.completed(second, DELIVERED);
        assertThat(one.started()).containsExactly(first, other, second, third);
    }

    @Test
    void shouldRestAsLongAsAThrottlingTargetAsks() {
        Delivery first = core.message("");
        core.polled(first);
        core.completed(first, new DeliveryOutcome.Throttled(Duration.ofSeconds(3), "slow down"));
        core.polled(core.message(""));
        core.pass(Duration.ofMillis(2999));
        assertThat(core.started()).hasSize(1);

        core.pass(Duration.ofMillis(1));
        assertThat(core.started()).hasSize(3);
        assertThat(first.failures()).isZero();
    }

    @Test
    void shouldProbeWithAnotherWhenTheProbeIsRevoked() {
        Delivery probe = core.message("");
        core.polled(probe);
        core.completed(probe, AWAY);
        core.pass(Duration.ofSeconds(1));
        core.handle(new DeliveryEvent.Revoked(Set.of(CoreHarness.SLICE)));
        core.completed(probe, AWAY);
        core.takeCommands();

        core.polled(core.message("", CoreHarness.START, Optional.empty(), 0, "there", new Slice("orders", 0, 2)));
        core.pass(Duration.ofSeconds(5));
        assertThat(core.started()).hasSize(1);
    }

    @Test
    void shouldNotTakeWhatWasSkippedForASignOfTheTarget() {
        Delivery probe = core.message("");
        core.polled(probe);
        core.completed(probe, AWAY);
        core.polled(core.message(""));
        core.pass(Duration.ofSeconds(1));
        core.takeCommands();

        core.completed(probe, new DeliveryOutcome.Skipped("cancelled"));
        assertThat(core.acknowledged()).containsExactly(probe);
        assertThat(core.started()).hasSize(1);
        assertThat(core.core.endpointsAway()).isEqualTo(1);
    }
}
