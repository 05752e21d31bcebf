package io.walgateway.controlplane.letter.handling;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.controlplane.letter.Letters;
import io.walgateway.controlplane.letter.WholeLetter;
import io.walgateway.controlplane.letter.handling.Redriver.Outcome;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.Access;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.Policies;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.registry.Plugins;
import io.walgateway.log.append.Appender;
import io.walgateway.log.client.LogClients;
import io.walgateway.log.record.MessageIds;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.HeldQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RedriverTest {
    private static final AppendResult AWAY = new AppendResult.NotAppended("away");

    private final List<String> asked = new ArrayList<>();

    @Test
    void shouldGoToTheNextQueueWhereTheFirstDoesNotTakeIt() {
        Redriver redriver = redriver(Map.of("first", AWAY, "second", AppendResult.APPENDED));
        assertThat(redriver.append(List.of(letter(10)), namespace(Ordering.NONE)))
                .singleElement()
                .isInstanceOf(Outcome.Redriven.class);
        assertThat(asked).containsExactly("first", "second");
    }

    @Test
    void shouldNotGoPastTheFirstQueueWhereOrderIsKept() {
        Redriver redriver = redriver(Map.of("first", AWAY, "second", AppendResult.APPENDED));
        assertThat(redriver.append(List.of(letter(10)), namespace(Ordering.KEY)))
                .singleElement()
                .isInstanceOf(Outcome.NotNow.class);
        assertThat(asked).containsExactly("first");
    }

    @Test
    void shouldNotAppendTwiceWhatMayLieInTheFirstQueue() {
        Redriver redriver =
                redriver(Map.of("first", new AppendResult.Unknown("late"), "second", AppendResult.APPENDED));
        assertThat(redriver.append(List.of(letter(10)), namespace(Ordering.NONE)))
                .singleElement()
                .isInstanceOf(Outcome.NotNow.class);
        assertThat(asked).containsExactly("first");
    }

    @Test
    void shouldNotTryAgainWhatNoQueueWillEverTake() {
        Redriver redriver = redriver(Map.of());
        assertThat(redriver.append(List.of(letter(HeldQueue.RECORD_BYTES_MAX + (32 << 10))), namespace(Ordering.NONE)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Never.class, never -> assertThat(never.why()).contains("expected: at most"));
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldAppendALetterOfARegionThatTheSettingsDoNotNameNowhere() {
        WholeLetter elsewhere = Letters.of(Messages.message().build(), Optional.empty(), "eu-west-1");
        Redriver redriver = redriver(Map.of("first", AppendResult.APPENDED));
        assertThat(redriver.append(List.of(elsewhere, letter(10)), namespace(Ordering.NONE)))
                .satisfiesExactly(
                        outcome -> assertThat(outcome)
                                .isEqualTo(
                                        new Outcome.Never(elsewhere.letter(), "the settings name no region eu-west-1")),
                        outcome -> assertThat(outcome).isInstanceOf(Outcome.Redriven.class));
        assertThat(asked).containsExactly("first");
    }

    private Redriver redriver(Map<String, AppendResult> answers) {
        HeldQueue queue = new HeldQueue(config -> writer(config.names().getFirst(), answers));
        TestClock clock = new TestClock();
        Appender appender = new Appender(
                new Plugins(Map.of(queue.type(), queue), Map.of()),
                new LogClients(_ -> Optional.of(queue), _ -> Optional.empty(), Optional.empty()),
                clock,
                new MessageIds(clock, new SplittableRandom(1)));
        return new Redriver(region -> region.isEmpty() ? Optional.of(appender) : Optional.empty(), clock);
    }

    private QueueWriter writer(String name, Map<String, AppendResult> answers) {
        return _ -> {
            asked.add(name);
            AppendResult answer = answers.getOrDefault(name, AWAY);
            return CompletableFuture.completedFuture(answer);
        };
    }

    private static WholeLetter letter(int payloadBytes) {
        return Letters.of(Messages.message().payload("x".repeat(payloadBytes)).build(), Optional.empty());
    }

    private static NamespaceConfig namespace(Ordering ordering) {
        return new NamespaceConfig(
                "n",
                1,
                "default",
                "consumer",
                ordering,
                List.of(queue("first"), queue("second")),
                List.of(),
                new Policies(RetryPolicy.DEFAULT, Limits.DEFAULT, Access.OPEN),
                Optional.empty());
    }

    private static QueueConfig queue(String name) {
        return new QueueConfig("held", "default", List.of(name), List.of(), Map.of());
    }
}
