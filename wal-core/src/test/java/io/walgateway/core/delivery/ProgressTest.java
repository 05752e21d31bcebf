package io.walgateway.core.delivery;

import static io.walgateway.core.target.DeliveryOutcome.DELIVERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.target.DeliveryOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Messages that are delivered part by part. */
class ProgressTest {
    private static final DeliveryOutcome ON = new DeliveryOutcome.Progressed("next", true);

    private final CoreHarness core = new CoreHarness(Ordering.NONE);

    @Test
    void shouldGoOnAtOnceAndCountNoAttempt() {
        Delivery delivery = core.to("first");
        core.polled(delivery);
        for (int part = 0; part < 1_000; part++) {
            core.completed(delivery, ON);
        }
        assertThat(core.started()).hasSize(1_001).containsOnly(delivery);
        assertThat(core.all(DeliveryCommand.RecordAttempts.class)).isEmpty();
        assertThat(core.all(DeliveryCommand.Acknowledge.class)).isEmpty();
        core.completed(delivery, DELIVERED);
        assertThat(core.all(DeliveryCommand.Acknowledge.class)).hasSize(1);
    }

    @Test
    void shouldWaitForTheEndpointWhereItGoesOn() {
        Delivery away = core.to("next");
        Delivery set = core.to("first");
        core.polled(away, set);
        core.completed(away, new DeliveryOutcome.Unavailable("refused"));
        core.completed(set, ON);
        assertThat(core.started()).containsExactly(away, set);
        assertThat(core.core.namesOfEndpointsAway()).containsExactly("next");

        Delivery other = core.to("first");
        core.polled(other);
        assertThat(core.started()).containsExactly(away, set, other);
    }

    @Test
    void shouldCloseTheGateOfTheEndpointWhereItIs() {
        Delivery set = core.to("first");
        core.polled(set);
        core.completed(set, ON);
        core.completed(set, new DeliveryOutcome.Unavailable("refused"));
        assertThat(core.core.namesOfEndpointsAway()).containsExactly("next");
    }

    @Test
    void shouldCountFailuresAfreshForEachPart() {
        Delivery set = core.to("first");
        core.polled(set);
        fail(set);
        assertThat(set.failures()).isEqualTo(1);
        core.completed(set, new DeliveryOutcome.Progressed("elsewhere", false));
        assertThat(set.failures()).as("no part was done").isEqualTo(1);
        core.completed(set, ON);
        assertThat(set.failures()).isZero();
        fail(set);
        assertThat(set.failures()).isEqualTo(1);
    }

    @Test
    void shouldKeepItsPlaceInTheOrderOfItsKey() {
        CoreHarness ordered = new CoreHarness(Ordering.KEY);
        Delivery set = ordered.message("k");
        Delivery later = ordered.message("k");
        ordered.polled(set, later);
        ordered.completed(set, ON);
        assertThat(ordered.started()).containsExactly(set, set);
        ordered.completed(set, DELIVERED);
        assertThat(ordered.started()).containsExactly(set, set, later);
    }

    private void fail(Delivery delivery) {
        core.completed(delivery, new DeliveryOutcome.Failed("not yet"));
        core.handle(new DeliveryEvent.AttemptsRecorded(delivery));
        core.pass(Duration.ofMinutes(1));
    }
}
