package io.walgateway.consumer.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Message;
import io.walgateway.core.replication.Passage;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Departure;
import io.walgateway.core.target.Target;
import io.walgateway.testkit.fake.Messages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossRegionTargetTest {
    private final List<Message> sent = new ArrayList<>();
    private final Message message = Messages.message().build();
    private final Target link = attempt -> {
        sent.add(attempt.message());
        return DeliveryOutcome.DELIVERED;
    };

    private DeliveryOutcome deliver(String here, String to, Departure departure) throws InterruptedException {
        return new CrossRegionTarget(new Passage(here), to, departure, link)
                .deliver(new DeliveryAttempt(message, 1, Instant.MAX));
    }

    @Test
    void shouldSendAWriteWithItsOriginAndItsWay() throws InterruptedException {
        assertThat(deliver("eu", "us", Departure.UNCHANGED)).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(sent).singleElement().satisfies(arrived -> {
            assertThat(arrived.id()).isEqualTo(message.id());
            assertThat(arrived.provenance().originRegion()).isEqualTo("eu");
            assertThat(arrived.provenance().hops()).containsExactly("eu");
        });
    }

    @Test
    void shouldSkipAWriteThatOriginatedWhereItWouldGo() throws InterruptedException {
        assertThat(deliver("eu", "eu", Departure.UNCHANGED))
                .isEqualTo(new DeliveryOutcome.Skipped("not replicated to eu: it originated in eu"));
        assertThat(sent).isEmpty();
    }

    @Test
    void shouldSendNothingFromARegionWithoutAName() throws InterruptedException {
        assertThat(deliver("", "us", Departure.UNCHANGED)).isInstanceOf(DeliveryOutcome.Unavailable.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void shouldEndAsItsPreparationEnded() throws InterruptedException {
        DeliveryOutcome outcome = new DeliveryOutcome.Skipped("too short");
        assertThat(deliver("eu", "us", _ -> new Departure.Ended(outcome))).isEqualTo(outcome);
        assertThat(sent).isEmpty();
    }
}
