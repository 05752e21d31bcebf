package io.walgateway.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.walgateway.cli.terminal.CliException;
import io.walgateway.standalone.FakeComponent;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StackTest {

    private final List<String> journal = new CopyOnWriteArrayList<>();

    @Test
    void shouldStartEachPartAfterThoseThatItNeeds() {
        stack(() -> {}).start(() -> journal.add("prepare"));

        assertThat(journal).hasSize(PartKind.values().length + 1);
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
        assertThat(journal.subList(2, 5))
                .containsExactlyInAnyOrder("stop controlplane", "stop writer", "stop key-value");
        assertThat(journal.subList(5, 11))
                .contains("stop kafka", "stop postgres", "stop cassandra", "stop elasticmq", "stop memcached");
    }

    @Test
    void shouldStartEachRegionAfterItsOwnPartsAndThoseOfAll() {
        Composition regions = new Composition(List.of("eu", "us"), Set.of());
        List<PartName> parts = regions.parts();
        PartName writer = new PartName(PartKind.WRITER, "us");

        assertThat(parts.stream().filter(writer::startsAfter).map(PartName::text))
                .containsExactly("kafka.us", "memcached.us");
        assertThat(parts.stream()
                        .filter(PartName.of(PartKind.CONTROLPLANE)::startsAfter)
                        .map(PartName::text))
                .containsExactly("kafka.eu", "kafka.us", "postgres");
        assertThat(parts.stream()
                        .filter(new PartName(PartKind.SERVER, "eu")::startsAfter)
                        .map(PartName::text))
                .containsExactly("kafka.eu", "controlplane");
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
        CountDownLatch postgresStarts = new CountDownLatch(1);
        Stack stack = stackOf(
                part(PartKind.KAFKA, new FakeComponent("kafka", journal, () -> {
                    FakeComponent.await(postgresStarts);
                    throw new IllegalStateException("no disk");
                })),
                part(PartKind.POSTGRES, FakeComponent.neverReady("postgres", journal, postgresStarts)),
                part(PartKind.CONTROLPLANE, new FakeComponent("controlplane", journal, () -> {})));

        assertThatThrownBy(() -> stack.start(() -> journal.add("prepare")))
                .isInstanceOf(CliException.class)
                .hasMessage("no disk");
        stack.stop();

        assertThat(journal).contains("stop postgres").doesNotContain("start controlplane", "prepare");
    }

    @Test
    void shouldLeaveNothingRunningOfAStartThatWasUnderWay() {
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FakeComponent slow = new FakeComponent("kafka", journal, () -> {
            starting.countDown();
            FakeComponent.await(goOn);
        });
        Stack stack = stackOf(part(PartKind.KAFKA, slow));
        CompletableFuture<Void> start = CompletableFuture.runAsync(() -> stack.start(() -> {}));
        FakeComponent.await(starting);
        CompletableFuture<Void> stop = CompletableFuture.runAsync(stack::stop);

        await().until(() -> journal.contains("stop kafka"));
        assertThat(stop).isNotDone();
        goOn.countDown();

        stop.join();
        assertThat(journal).containsExactly("stop kafka", "start kafka", "stop kafka");
        assertThatThrownBy(start::join).hasMessageContaining("stopped while it started");
    }

    @Test
    void shouldRefuseAPartThatItDoesNotHave() {
        Stack stack = stackOf(part(PartKind.KAFKA, new FakeComponent("kafka", journal, () -> {})));

        assertThatThrownBy(() -> stack.part(PartName.of("kafka.eu")))
                .hasMessage("kafka.eu is no part of this stack (expected: one of kafka); did you mean kafka?");
    }

    private Stack stack(Runnable onStart) {
        List<Part> parts = Stream.of(PartKind.values())
                .map(kind -> part(kind, new FakeComponent(kind.text(), journal, onStart)))
                .toList();
        return new Stack(parts, _ -> {}, Stopwatch.start(InstantSource.system()));
    }

    private static Stack stackOf(Part... parts) {
        return new Stack(List.of(parts), _ -> {}, Stopwatch.start(InstantSource.system()));
    }

    private static Part part(PartKind kind, FakeComponent component) {
        return new Part(PartName.of(kind), component, 7070, Optional.empty(), _ -> {});
    }
}
