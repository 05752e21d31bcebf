package io.walgateway.plugin.sqs.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.namespace.QueueConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadPlanTest {
    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    @Test
    void shouldHoldReceivesOpenWhateverIsInHand() {
        ReadPlan plan = plan(true);
        assertThat(plan.held(true)).isEqualTo(Duration.ofSeconds(7));
        assertThat(plan.held(false)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void shouldNotHoldThemOpenWhileSomethingIsInHandWhereItIsToldSo() {
        ReadPlan plan = plan(false);
        assertThat(plan.held(true)).isZero();
        assertThat(plan.held(false)).isEqualTo(Duration.ofSeconds(7));
    }

    private static ReadPlan plan(boolean waitsAlways) {
        QueueConfig queue =
                new QueueConfig("sqs", "default", List.of("a.fifo"), List.of(), Map.of("poll-interval-secs", "7"));
        return ReadPlan.of(queue, VISIBILITY, waitsAlways);
    }
}
