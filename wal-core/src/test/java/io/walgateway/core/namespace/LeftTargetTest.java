package io.walgateway.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.NamespaceConfig.Access;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeftTargetTest {
    private static final List<QueueConfig> QUEUES =
            List.of(new QueueConfig("kafka", "default", List.of("q"), List.of(), Map.of()));

    private static TargetConfig target(String name, String place) {
        return new TargetConfig(
                name,
                new TargetAddress("kafka", Map.of("topic", place)),
                RetryPolicy.DEFAULT,
                1,
                Duration.ofSeconds(1));
    }

    private static NamespaceConfig now(List<TargetConfig> targets, Layout... earlier) {
        return new NamespaceConfig(
                        "orders",
                        6,
                        "default",
                        "consumer",
                        Ordering.NONE,
                        QUEUES,
                        targets,
                        RetryPolicy.DEFAULT,
                        Limits.DEFAULT,
                        Access.OPEN,
                        Optional.empty())
                .after(List.of(earlier));
    }

    @Test
    void shouldKnowWhenATargetThatIsBackWasNotThere() {
        NamespaceConfig namespace = now(
                List.of(target("back", "here"), target("new", "there")),
                new Layout(3, QUEUES, true, List.of(target("back", "here"))),
                new Layout(5, QUEUES, true, List.of(target("other", "there"))),
                new Layout(6, QUEUES, false));
        assertThat(namespace.hadLeft("back", 2)).as("before it was left").isFalse();
        assertThat(namespace.hadLeft("back", 3)).as("under another target").isTrue();
        assertThat(namespace.hadLeft("back", 4))
                .as("still under another target")
                .isTrue();
        assertThat(namespace.hadLeft("back", 5)).as("under none").isTrue();
        assertThat(namespace.hadLeft("back", 6)).as("since it is back").isFalse();
        assertThat(namespace.hadLeft("new", 4))
                .as("a target that was never there before takes what comes")
                .isFalse();
    }

    @Test
    void shouldBeATargetOfAnEarlierRevisionAsItLastWas() {
        NamespaceConfig namespace = now(
                List.of(target("stays", "elsewhere")),
                new Layout(3, QUEUES, true, List.of(target("gone", "first"), target("stays", "here"))),
                new Layout(5, QUEUES, false, List.of(target("gone", "second"), target("stays", "here"))));
        assertThat(namespace.leftTargets()).containsExactly(new LeftTarget(target("gone", "second"), 5));
        assertThat(ConsumerGroup.of(namespace))
                .extracting(ConsumerGroup::target)
                .containsExactlyInAnyOrder("stays", "gone", "@request");
        assertThat(ConsumerGroup.ofTargets(namespace))
                .as("who is written to")
                .extracting(ConsumerGroup::target)
                .containsExactly("stays");
    }
}
