package io.walgateway.client.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeliveredIdsTest {
    private final List<String> handled = new ArrayList<>();
    private final Deque<Outcome> next = new ArrayDeque<>();
    private final DeliveredIds ids = new DeliveredIds(
            delivery -> {
                handled.add(delivery.messageId());
                return next.isEmpty() ? Outcome.delivered() : next.removeFirst();
            },
            2);

    @Test
    void shouldRememberTheLastIdsOnly() throws Exception {
        for (String id : new String[] {"a", "b", "a", "b", "c", "c", "a"}) {
            assertThat(ids.handle(delivery(id))).isEqualTo(Outcome.delivered());
        }
        assertThat(handled).containsExactly("a", "b", "c", "a");
    }

    @Test
    void shouldRememberOnlyWhatWasDelivered() throws Exception {
        List<Outcome> others = List.of(
                Outcome.failed("f"),
                Outcome.rejected("r"),
                Outcome.unavailable("u"),
                Outcome.retryAfter(Duration.ofSeconds(1), "b"));
        next.addAll(others);
        for (Outcome other : others) {
            assertThat(ids.handle(delivery("a"))).isEqualTo(other);
        }
        assertThat(ids.handle(delivery("a"))).isEqualTo(Outcome.delivered());
        assertThat(ids.handle(delivery("a"))).isEqualTo(Outcome.delivered());
        assertThat(handled).hasSize(others.size() + 1);
    }

    @Test
    void shouldGiveARepetitionTheOutcomeOfTheOneThatIsBeingHandled() throws Exception {
        for (Outcome outcome : new Outcome[] {Outcome.delivered(), Outcome.failed("f")}) {
            CountDownLatch end = new CountDownLatch(1);
            CountDownLatch arrived = new CountDownLatch(1);
            List<String> slowlyHandled = new ArrayList<>();
            DeliveredIds slow = new DeliveredIds(
                    delivery -> {
                        slowlyHandled.add(delivery.messageId());
                        arrived.countDown();
                        end.await();
                        return outcome;
                    },
                    2);
            FutureTask<Outcome> first = new FutureTask<>(() -> slow.handle(delivery("a")));
            Thread.ofVirtual().start(first);
            assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
            FutureTask<Outcome> second = new FutureTask<>(() -> slow.handle(delivery("a")));
            Thread repetition = Thread.ofPlatform().start(second);
            await().until(() -> repetition.getState() == Thread.State.WAITING);
            end.countDown();
            assertThat(first.get(1, TimeUnit.MINUTES)).isEqualTo(outcome);
            assertThat(second.get(1, TimeUnit.MINUTES)).isEqualTo(outcome);
            assertThat(slowlyHandled).hasSize(1);
        }
    }

    @Test
    void shouldForgetADeliveryThatEndedWithAnException() throws Exception {
        boolean[] fails = {true};
        DeliveredIds failing = new DeliveredIds(
                _ -> {
                    if (fails[0]) {
                        throw new IOException("no disk");
                    }
                    return Outcome.delivered();
                },
                2);
        assertThatThrownBy(() -> failing.handle(delivery("a"))).hasMessage("no disk");
        fails[0] = false;
        assertThat(failing.handle(delivery("a"))).isEqualTo(Outcome.delivered());
    }

    private static Delivery delivery(String id) {
        return new Delivery(id, "orders", ByteString.EMPTY, ByteString.EMPTY, Instant.EPOCH, 1, List.of());
    }
}
