package io.walgateway.testkit.contract;

import static io.walgateway.testkit.contract.QueueBench.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueProvider;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.contract.QueueBench.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The behaviour of every queue. Each test has queues and groups of its own, so that all may share one server. */
public abstract class QueueProviderContract {
    private QueueClient client;
    private QueueBench bench;
    private QueueConfig queue;
    private ConsumerGroup group;

    /** The provider under test. */
    protected abstract QueueProvider provider();

    /** The context with which it is opened; its servers are reachable. */
    protected abstract PluginContext context();

    /** How long anything may take before it counts as not happening. */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    /** A queue of this name with a dead-letter queue and this many slices, if the vendor has slices. */
    protected QueueConfig queueOf(String name, int slices) {
        return new QueueConfig(
                provider().type(),
                "default",
                List.of(name),
                List.of(name + "-dlq"),
                Map.of("partitions", String.valueOf(slices)));
    }

    /** True if entries of one key arrive in the order in which they were appended. */
    protected boolean keepsOrder() {
        return true;
    }

    /** True if a reader receives entries behind unacknowledged entries of the same key. */
    protected boolean readsPastUnsettled() {
        return true;
    }

    /** True if a slice is held by one reader of a group at a time. */
    protected boolean dividesSlices() {
        return true;
    }

    @BeforeEach
    void open() {
        client = provider().open(context());
        bench = new QueueBench(client, patience());
        queue = queueOf(Components.uniqueName("queue"), 1);
        group = newGroup();
        bench.provision(queue, group);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void shouldFindNoFaultWithAnOrdinaryQueue() {
        assertThat(provider().check(queue)).isEmpty();
    }

    @Test
    void shouldReadWhatWasAppended() {
        bench.append(queue, "key", "record");
        try (Reading reading = bench.read(queue, group)) {
            Lease lease = reading.until(1).getFirst();
            assertThat(lease.record().asUtf8()).isEqualTo("record");
            assertThat(lease.key().asUtf8()).isEqualTo("key");
            assertThat(lease.attempts()).isZero();
            assertThat(lease.slice().queue()).isEqualTo(queue.names().getFirst());
            assertThat(reading.slices().held()).contains(lease.slice());
        }
    }

    @Test
    void shouldReadEntriesWithoutKey() {
        bench.append(queue, "", "record");
        try (Reading reading = bench.read(queue, group)) {
            assertThat(reading.until(1).getFirst().key().isEmpty()).isTrue();
        }
    }

    @Test
    void shouldReadWhatIsAppendedWhileItPolls() {
        try (Reading reading = bench.read(queue, group)) {
            reading.quiet();
            bench.append(queue, "key", "record");
            assertThat(texts(reading.until(1))).containsExactly("record");
        }
    }

    @Test
    void shouldReadEachEntryOnceWhileItIsHeld() {
        bench.append(queue, "key", "a", "b");
        try (Reading reading = bench.read(queue, group)) {
            reading.until(2);
            reading.quiet();
        }
    }

    @Test
    void shouldNotReadAgainWhatWasAcknowledged() {
        bench.append(queue, "key", "a", "b", "c");
        try (Reading reading = bench.read(queue, group)) {
            reading.acknowledge(reading.until(3));
        }
        try (Reading reading = bench.read(queue, group)) {
            reading.quiet();
        }
    }

    @Test
    void shouldReadAgainWhatWasNotAcknowledged() {
        bench.append(queue, "key", "a", "b", "c");
        List<Lease> leases;
        try (Reading reading = bench.read(queue, group)) {
            leases = reading.until(3);
            assertRead(leases, "a", "b", "c");
            reading.acknowledge(leases.subList(0, 1));
        }
        try (Reading reading = bench.read(queue, group)) {
            assertRead(read(reading, 2), texts(leases.subList(1, 3)).toArray(String[]::new));
        }
    }

    @Test
    void shouldTakeAcknowledgementsInAnyOrder() {
        bench.append(queue, "key", "a", "b", "c");
        List<Lease> leases;
        try (Reading reading = bench.read(queue, group)) {
            leases = reading.until(3);
            assertRead(leases, "a", "b", "c");
            reading.acknowledge(List.of(leases.get(2), leases.get(1)));
        }
        try (Reading reading = bench.read(queue, group)) {
            assertThat(texts(reading.until(1)))
                    .startsWith(leases.getFirst().record().asUtf8());
            reading.acknowledge(reading.leases());
        }
    }

    @Test
    void shouldGoOnAfterAllIsAcknowledgedOutOfOrder() {
        bench.append(queue, "key", "a", "b", "c");
        try (Reading reading = bench.read(queue, group)) {
            reading.acknowledge(reading.until(3).reversed());
        }
        bench.append(queue, "key", "d");
        try (Reading reading = bench.read(queue, group)) {
            assertThat(texts(reading.until(1))).containsExactly("d");
        }
    }

    @Test
    void shouldRememberFailedAttemptsOfWhatComesAgain() {
        bench.append(queue, "key", "a", "b");
        try (Reading reading = bench.read(queue, group)) {
            Lease second = reading.until(2).get(1);
            reading.complete(reading.reader().recordAttempts(second, 1));
            reading.complete(reading.reader().recordAttempts(second, 2));
            assumeThat(reading.reader().remembersAttempts()).isTrue();
        }
        try (Reading reading = bench.read(queue, group)) {
            List<Lease> again = read(reading, 2);
            assertThat(again).extracting(Lease::attempts).containsExactly(0, 2);
        }
    }

    @Test
    void shouldNotRecordAttemptsOfWhatIsNoLongerHeld() {
        bench.append(queue, "key", "a");
        Reading reading = bench.read(queue, group);
        Lease lease = reading.until(1).getFirst();
        reading.close();
        CompletionStage<Void> late = reading.reader().recordAttempts(lease, 1);
        await().atMost(patience()).until(() -> late.toCompletableFuture().isCompletedExceptionally());
    }

    @Test
    void shouldLetGroupsReadIndependently() {
        ConsumerGroup other = newGroup();
        bench.provision(queue, group, other);
        bench.append(queue, "key", "a", "b");
        try (Reading reading = bench.read(queue, group)) {
            reading.acknowledge(reading.until(2));
        }
        try (Reading reading = bench.read(queue, other)) {
            assertRead(read(reading, 2), "a", "b");
        }
    }

    @Test
    void shouldKeepEntriesOfOneKeyInOrderAndTogether() {
        QueueConfig wide = provisioned(4);
        String[] records =
                IntStream.range(0, 50).mapToObj(i -> "%02d".formatted(i)).toArray(String[]::new);
        List<String> keys = List.of("k1", "k2", "k3", "k4", "k5");
        keys.forEach(key -> bench.append(wide, key, records));
        try (Reading reading = bench.read(wide, group)) {
            List<Lease> all = read(reading, 250);
            Map<String, List<Lease>> byKey = all.stream()
                    .collect(Collectors.groupingBy(lease -> lease.key().asUtf8()));
            assertThat(byKey.keySet()).containsExactlyInAnyOrderElementsOf(keys);
            byKey.values().forEach(leases -> {
                assertRead(leases, records);
                assertThat(leases)
                        .extracting(Lease::slice)
                        .containsOnly(leases.getFirst().slice());
                if (keepsOrder()) {
                    assertThat(leases).extracting(Lease::position).isSorted();
                }
            });
        }
    }

    @Test
    void shouldHoldEverythingBackWhilePaused() {
        try (Reading reading = bench.read(queue, group)) {
            reading.untilAssigned();
            reading.reader().pause();
            bench.append(queue, "key", "a");
            reading.quiet();
            assertThat(reading.slices().revoked()).isEmpty();
            reading.reader().resume();
            assertThat(texts(reading.until(1))).containsExactly("a");
        }
    }

    @Test
    void shouldSettleWhilePaused() {
        bench.append(queue, "key", "a");
        try (Reading reading = bench.read(queue, group)) {
            List<Lease> leases = reading.until(1);
            reading.reader().pause();
            reading.acknowledge(leases);
            reading.quiet();
        }
        try (Reading reading = bench.read(queue, group)) {
            reading.quiet();
        }
    }

    @Test
    void shouldProvisionAgainWithoutMovingAnything() {
        bench.append(queue, "key", "a", "b");
        List<Lease> leases;
        try (Reading reading = bench.read(queue, group)) {
            leases = reading.until(2);
            assertRead(leases, "a", "b");
            reading.acknowledge(leases.subList(0, 1));
        }
        bench.provision(queue, group);
        try (Reading reading = bench.read(queue, group)) {
            assertRead(reading.until(1), leases.get(1).record().asUtf8());
        }
    }

    @Test
    void shouldProvisionWhileItIsRead() {
        try (Reading reading = bench.read(queue, group)) {
            reading.untilAssigned();
            bench.provision(queue, group);
            bench.append(queue, "key", "a");
            assertThat(texts(reading.until(1))).containsExactly("a");
        }
    }

    @Test
    void shouldStartNewGroupAtTheEndAsItIsWhenProvisioned() {
        ConsumerGroup late = newGroup();
        bench.append(queue, "key", "before");
        bench.provision(queue, group, late);
        bench.append(queue, "key", "after");
        try (Reading reading = bench.read(queue, late)) {
            assertThat(texts(reading.until(1))).containsExactly("after");
        }
        try (Reading reading = bench.read(queue, group)) {
            assertRead(read(reading, 2), "before", "after");
        }
    }

    @Test
    void shouldKeepDeadLettersInTheirOwnQueue() {
        QueueConfig deadLetters = queueOf(queue.deadLetterNames().getFirst(), 1);
        ConsumerGroup own = new ConsumerGroup("contract", "@" + Components.uniqueName("letters"));
        bench.provision(deadLetters, own);
        bench.appendDeadLetters(queue, "key", "dead");
        try (Reading reading = bench.read(deadLetters, own)) {
            assertThat(texts(reading.until(1))).containsExactly("dead");
        }
        try (Reading reading = bench.read(queue, group)) {
            reading.quiet();
        }
    }

    @Test
    void shouldShareSlicesWithOtherReadersOfTheGroup() {
        assumeThat(dividesSlices()).isTrue();
        QueueConfig wide = provisioned(2);
        try (Reading first = bench.read(wide, group)) {
            await().atMost(patience()).pollInSameThread().untilAsserted(() -> {
                first.pollOnce();
                assertThat(first.slices().held()).hasSize(2);
            });
            try (Reading second = bench.read(wide, group)) {
                await().atMost(patience()).pollInSameThread().untilAsserted(() -> {
                    first.pollOnce();
                    second.pollOnce();
                    assertThat(first.slices().held()).hasSize(1);
                    assertThat(second.slices().held()).hasSize(1);
                });
            }
        }
    }

    @Test
    void shouldGiveUpItsSlicesWhenClosed() {
        Reading reading = bench.read(queue, group);
        reading.untilAssigned();
        reading.close();
        assertThat(reading.slices().held()).isEmpty();
        assertThat(reading.slices().revoked()).hasSize(1);
    }

    @Test
    void shouldTellAssignmentsApart() {
        bench.append(queue, "key", "a");
        Reading first = bench.read(queue, group);
        Lease before = first.until(1).getFirst();
        first.close();
        try (Reading second = bench.read(queue, group)) {
            assertThat(second.until(1).getFirst().slice()).isNotEqualTo(before.slice());
        }
    }

    @Test
    void shouldWakeUpWaitingPoll() {
        try (Reading reading = bench.read(queue, group)) {
            reading.untilAssigned();
            reading.reader().wakeup();
            Duration tooLong = patience().multipliedBy(10);
            await().atMost(patience())
                    .until(() -> reading.reader().poll(tooLong).isEmpty());
        }
    }

    @Test
    void shouldSayHowMuchIsNotAcknowledged() {
        bench.append(queue, "key", "a", "b", "c");
        try (Reading reading = bench.read(queue, group)) {
            List<Lease> leases = reading.until(3);
            untilLag(reading, 3);
            reading.acknowledge(leases);
            untilLag(reading, 0);
        }
    }

    @Test
    void shouldShareOneWriterPerQueue() {
        assertThat(client.writer(queue)).isSameAs(client.writer(queue));
        assertThat(client.deadLetterWriter(queue)).isSameAs(client.deadLetterWriter(queue));
    }

    private QueueConfig provisioned(int slices) {
        QueueConfig wide = queueOf(Components.uniqueName("wide"), slices);
        bench.provision(wide, group);
        return wide;
    }

    private void untilLag(Reading reading, long expected) {
        await("lag").atMost(patience()).pollInSameThread().untilAsserted(() -> {
            reading.pollOnce();
            assertThat(reading.reader().lag()).isEqualTo(expected);
        });
    }

    @Test
    void shouldTellWhenAllBeforeAnEndIsSettled() {
        bench.append(queue, "key", "a", "b");
        String end = client.admin().end(queue);
        assertThat(client.admin().isSettled(queue, Set.of(group), end)).isFalse();
        try (Reading reading = bench.read(queue, group)) {
            List<Lease> leases = reading.until(2);
            reading.acknowledge(leases.subList(1, 2));
            reading.pollOnce();
            assertThat(client.admin().isSettled(queue, Set.of(group), end)).isFalse();
            reading.acknowledge(leases.subList(0, 1));
            await().atMost(patience()).pollInSameThread().untilAsserted(() -> {
                reading.pollOnce();
                assertThat(client.admin().isSettled(queue, Set.of(group), end)).isTrue();
            });
        }
    }

    @Test
    void shouldFindAnEmptyQueueSettled() {
        assertThat(client.admin().isSettled(queue, Set.of(group), client.admin().end(queue)))
                .isTrue();
    }

    @Test
    void shouldNotCountAsHeldBackWhatIsDue() {
        assertThat(client.admin().pending(queue, Set.of(group)).total()).isZero();
        bench.append(queue, "key", "a", "b");
        assertThat(client.admin().pending(queue, Set.of(group)).total()).isZero();
    }

    @Test
    void shouldCountWhatEachGroupHasNotSettled() {
        assertThat(client.admin().content(queue, Set.of(group)).isEmpty()).isTrue();
        bench.append(queue, "key", "a", "b");
        awaitUndelivered(2);
        try (Reading reading = bench.read(queue, group)) {
            reading.untilSettled(2);
            await().atMost(patience()).pollInSameThread().untilAsserted(() -> {
                reading.pollOnce();
                assertThat(client.admin().content(queue, Set.of(group)).undelivered())
                        .containsExactly(entry(group, 0L));
            });
        }
    }

    @Test
    void shouldHoldNothingWhereThereIsNoQueue() {
        QueueConfig absent = queueOf(Components.uniqueName("absent"), 1);
        assertThat(client.admin().content(absent, Set.of(group)).isEmpty()).isTrue();
        client.admin().discard(absent, Set.of(group));
    }

    @Test
    void shouldDropWhatItHoldsAndTakeWhatComesAfter() {
        bench.append(queue, "key", "a", "b");
        awaitUndelivered(2);
        client.admin().discard(queue, Set.of(group));
        awaitUndelivered(0);
        client.admin().discard(queue, Set.of(group));
        bench.append(queue, "key", "after");
        try (Reading reading = bench.read(queue, group)) {
            assertRead(reading.until(1), "after");
        }
    }

    private void awaitUndelivered(long count) {
        await().atMost(patience())
                .untilAsserted(() -> assertThat(
                                client.admin().content(queue, Set.of(group)).undelivered())
                        .containsExactly(entry(group, count)));
    }

    /** Reads entries of one key, and acknowledges them if no entry would otherwise arrive after the first one. */
    private List<Lease> read(Reading reading, int count) {
        return readsPastUnsettled() ? reading.until(count) : reading.untilSettled(count);
    }

    private void assertRead(List<Lease> leases, String... records) {
        if (keepsOrder()) {
            assertThat(texts(leases)).containsExactly(records);
        } else {
            assertThat(texts(leases)).containsExactlyInAnyOrder(records);
        }
    }

    private static ConsumerGroup newGroup() {
        return ConsumerGroup.ofTarget("contract", Components.uniqueName("target"));
    }
}
