package io.walgateway.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StackTest {

    private final List<String> journal = new CopyOnWriteArrayList<>();

    @Test
    void shouldStartEachPartAfterThoseThatItNeeds() {
        stack(() -> {}).start(() -> journal.add("prepare"));

        assertThat(journal).hasSize(7);
        assertThat(journal.indexOf("start controlplane"))
                .isGreaterThan(journal.indexOf("start kafka"))
                .isGreaterThan(journal.indexOf("start postgres"));
        assertThat(journal.indexOf("start server")).isGreaterThan(journal.indexOf("start controlplane"));
        assertThat(journal.indexOf("start consumer")).isGreaterThan(journal.indexOf("start controlplane"));
        assertThat(journal.indexOf("prepare"))
                .isGreaterThan(journal.indexOf("start controlplane"))
                .isGreaterThan(journal.indexOf("start cassandra"));
    }

    @Test
    void shouldStopInTheReverseOrder() {
        Stack stack = stack(() -> {});
        stack.start(() -> {});
        journal.clear();

        stack.stop();

        assertThat(journal.subList(0, 2)).containsExactlyInAnyOrder("stop server", "stop consumer");
        assertThat(journal.get(2)).isEqualTo("stop controlplane");
        assertThat(journal.subList(3, 6)).containsExactlyInAnyOrder("stop kafka", "stop postgres", "stop cassandra");
    }

    @Test
    void shouldStopNothingTwice() {
        Stack stack = stack(() -> {});
        stack.start(() -> {});
        stack.stop();
        journal.clear();

        stack.stop();

        assertThat(journal).isEmpty();
    }

    @Test
    void shouldTellOfAFailureAtOnceAndStartNothingThatNeedsThePart() {
        CountDownLatch never = new CountDownLatch(1);
        Stack stack = new Stack(
                List.of(
                        part(PartName.KAFKA, new FakeComponent("kafka", journal, () -> {
                            throw new IllegalStateException("no disk");
                        })),
                        part(PartName.POSTGRES, FakeComponent.waitingFor("postgres", journal, never)),
                        part(PartName.CONTROLPLANE, new FakeComponent("controlplane", journal, () -> {}))),
                _ -> {},
                Stopwatch.start(InstantSource.system()));

        assertThatThrownBy(() -> stack.start(() -> journal.add("prepare")))
                .isInstanceOf(StandaloneException.class)
                .hasMessage("no disk");
        stack.stop();
        never.countDown();

        assertThat(journal).contains("stop postgres").doesNotContain("start controlplane", "prepare");
    }

    @Test
    void shouldRefuseAPartThatItDoesNotHave() {
        Stack stack = new Stack(List.of(), _ -> {}, Stopwatch.start(InstantSource.system()));

        assertThatThrownBy(() -> stack.part(PartName.CASSANDRA)).hasMessage("cassandra is no part of this stack");
    }

    private Stack stack(Runnable onStart) {
        List<Part> parts = Stream.of(PartName.values())
                .map(name -> part(name, new FakeComponent(name.text(), journal, onStart)))
                .toList();
        return new Stack(parts, _ -> {}, Stopwatch.start(InstantSource.system()));
    }

    private static Part part(PartName name, FakeComponent component) {
        return new Part(name, component, 7070, Optional.empty(), _ -> {});
    }
}
