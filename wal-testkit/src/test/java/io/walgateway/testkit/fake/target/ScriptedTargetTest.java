package io.walgateway.testkit.fake.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScriptedTargetTest {
    private static final DeliveryOutcome FAILED = new DeliveryOutcome.Failed("no");

    private final TestClock clock = new TestClock();
    private final ScriptedTarget target = new ScriptedTarget(clock);

    @Test
    void shouldDeliverWhatTheScriptDoesNotName() throws InterruptedException {
        Message message = Messages.message().build();
        assertThat(deliver(message, 1)).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(target.delivered()).containsExactly(message);
    }

    @Test
    void shouldAnswerEachMessageInItsOwnTurn() throws InterruptedException {
        List<Message> messages = Messages.keyed("k", 2);
        target.on(message -> true, FAILED, FAILED);
        assertThat(deliver(messages.get(0), 1)).isEqualTo(FAILED);
        assertThat(deliver(messages.get(1), 1)).isEqualTo(FAILED);
        assertThat(deliver(messages.get(0), 2)).isEqualTo(FAILED);
        assertThat(deliver(messages.get(0), 3)).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(target.attempts(messages.get(0).id())).hasSize(3);
    }

    @Test
    void shouldAnswerTheSameUntilTheScriptIsForgotten() throws InterruptedException {
        Message message = Messages.message().build();
        target.always(FAILED);
        assertThat(deliver(message, 1)).isEqualTo(FAILED);
        assertThat(deliver(message, 2)).isEqualTo(FAILED);
        target.forgetScript();
        assertThat(deliver(message, 3)).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldRecordTimes() throws InterruptedException {
        clock.advance(Duration.ofSeconds(5));
        deliver(Messages.message().build(), 1);
        assertThat(target.attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.startTime()).isEqualTo(TestClock.START.plusSeconds(5)));
    }

    @Test
    void shouldHoldDeliveriesUpUntilReleasedAndSeeThemOverlap() throws InterruptedException {
        List<Message> messages = Messages.keyed("k", 2);
        try (Gate gate = target.blocked()) {
            List<Thread> threads = messages.stream().map(this::deliverOnThread).toList();
            await().until(() -> gate.waiting() == 2);
            gate.release();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(target.overlaps()).hasSize(1);
    }

    @Test
    void shouldNotCallDeliveriesOneAfterAnotherAnOverlap() throws InterruptedException {
        for (Message message : Messages.keyed("k", 3)) {
            deliver(message, 1);
        }
        assertThat(target.overlaps()).isEmpty();
    }

    @Test
    void shouldShareTargetsBetweenClients() {
        ScriptedTargetProvider provider = new ScriptedTargetProvider(clock);
        TargetAddress address = provider.address("a");
        assertThat(provider.check(address)).isEmpty();
        assertThat(provider.check(new TargetAddress("scripted", Map.of("nmae", "a"))))
                .singleElement()
                .hasToString("/nmae: a (expected: name, endpoint or queue)");
        assertThat(provider.target("a")).isSameAs(provider.target("a")).isNotSameAs(provider.target());
    }

    @Test
    void shouldMakeTheSameMessagesFromTheSameSeed() {
        assertThat(Messages.any(new Random(7))).isEqualTo(Messages.any(new Random(7)));
    }

    private DeliveryOutcome deliver(Message message, int number) throws InterruptedException {
        return target.deliver(new DeliveryAttempt(message, number, TestClock.START));
    }

    private Thread deliverOnThread(Message message) {
        return Thread.ofVirtual().start(() -> {
            try {
                deliver(message, 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
