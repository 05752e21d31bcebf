package io.walgateway.core.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.NamespaceConfig.Access;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
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

    private static NamespaceConfig now(List<TargetConfig> targets, Generation... earlier) {
        return new NamespaceConfig(
                        "orders",
                        6,
                        "default",
                        "consumer",
                        Ordering.NONE,
                        QUEUES,
                        targets,
                        new Policies(RetryPolicy.DEFAULT, Limits.DEFAULT, Access.OPEN),
                        Optional.empty())
                .withEarlier(List.of(earlier));
    }

    @Test
    void shouldHaveMessagesOfTheRevisionsThatHadTheTarget() {
        NamespaceConfig namespace = now(
                        List.of(target("back", "here"), target("new", "there")),
                        new Generation(5, QUEUES, true, List.of(target("left", "there"))))
                .withEras(eras(1, "back", 3, "left", 5, "back", 6, "back,new"));
        assertThat(revisionsFor(namespace, "back")).containsExactly(0L, 1L, 2L, 5L, 6L);
        assertThat(revisionsFor(namespace, "left")).containsExactly(0L, 3L, 4L);
        assertThat(revisionsFor(namespace, "new")).containsExactly(0L, 6L);
    }

    @Test
    void shouldHaveMessagesOfAllRevisionsThatAreNotRemembered() {
        NamespaceConfig namespace = now(List.of(target("one", "here"), target("new", "there")));
        assertThat(revisionsFor(namespace, "one")).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(revisionsFor(namespace.withEras(eras(4, "one", 6, "one,new")), "new"))
                .containsExactly(0L, 1L, 2L, 3L, 6L);
    }

    /** Of a server that was cut off for so long that the target of its writes was forgotten. */
    @Test
    void shouldHaveMessagesThatNobodyElseGetsAnyMore() {
        NamespaceConfig namespace =
                now(List.of(target("one", "here"))).withEras(eras(1, "forgotten", 3, "one,other", 5, "one"));
        assertThat(revisionsFor(namespace, "one")).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    }

    /** Since which revision, and which targets: pairs. */
    private static TargetEras eras(Object... sinceAndNames) {
        List<TargetEras.Era> eras = new ArrayList<>();
        for (int i = 0; i < sinceAndNames.length; i += 2) {
            eras.add(
                    new TargetEras.Era((Integer) sinceAndNames[i], Set.of(((String) sinceAndNames[i + 1]).split(","))));
        }
        return new TargetEras(eras);
    }

    private static List<Long> revisionsFor(NamespaceConfig namespace, String target) {
        return LongStream.rangeClosed(0, namespace.revision())
                .filter(revision -> namespace.isFor(target, revision))
                .boxed()
                .toList();
    }

    @Test
    void shouldBeATargetOfAnEarlierRevisionAsItLastWas() {
        NamespaceConfig namespace = now(
                List.of(target("stays", "elsewhere")),
                new Generation(3, QUEUES, true, List.of(target("gone", "first"), target("stays", "here"))),
                new Generation(5, QUEUES, false, List.of(target("gone", "second"), target("stays", "here"))));
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
