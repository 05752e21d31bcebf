package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Destination;
import io.walgateway.core.target.Target;
import io.walgateway.testkit.fake.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeliveryExecutorTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final List<DeliveryEvent.Completed> completed = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch release = new CountDownLatch(1);
    private Target target = _ -> DeliveryOutcome.DELIVERED;

    @Test
    void shouldHaveEachDeliveryUnderWayHoweverManyBlock() {
        AtomicInteger started = new AtomicInteger();
        DeliveryExecutor executor = executor(_ -> {
            started.incrementAndGet();
            release.await();
            return DeliveryOutcome.DELIVERED;
        });

        deliver(executor, 200);

        await().untilAsserted(() -> assertThat(started).hasValue(200));
        release.countDown();
        await().untilAsserted(() -> assertThat(completed).hasSize(200));
    }

    @Test
    void shouldCarryOutEachOnce() {
        Set<Object> seen = ConcurrentHashMap.newKeySet();
        DeliveryExecutor executor = executor(attempt -> {
            assertThat(seen.add(attempt.message().id())).isTrue();
            return DeliveryOutcome.DELIVERED;
        });

        deliver(executor, 20_000);

        await().untilAsserted(() -> assertThat(seen).hasSize(20_000));
        await().until(() -> completed.size() == 20_000);
        assertThat(completed).allMatch(each -> each.outcome().equals(DeliveryOutcome.DELIVERED));
    }

    @Test
    void shouldTellOfEachWhateverTheTargetThrows() {
        AtomicInteger asked = new AtomicInteger();
        DeliveryExecutor executor = executor(_ -> {
            if (asked.incrementAndGet() % 2 == 0) {
                throw new StackOverflowError("deeper than deep");
            }
            throw new IllegalStateException("worse than bad");
        });

        deliver(executor, 20);

        await().untilAsserted(() -> assertThat(completed).hasSize(20));
        assertThat(completed).allMatch(each -> each.outcome() instanceof DeliveryOutcome.Failed);
    }

    @Test
    void shouldInterruptOnlyWhatIsOverdue() {
        DeliveryExecutor executor = executor(_ -> {
            release.await();
            return DeliveryOutcome.DELIVERED;
        });
        Delivery overdue = delivery(0);
        executor.deliver(overdue, 1, NOW);
        executor.deliver(delivery(1), 1, NOW.plus(TIMEOUT));

        // Asked until it is under way; before that there is nothing to interrupt.
        await().until(() -> {
            executor.interruptOverdue(
                    NOW.plus(TIMEOUT).plus(DeliveryExecutor.GRACE).plusMillis(1));
            return completed.size() == 1;
        });
        assertThat(completed.getFirst().delivery()).isSameAs(overdue);
        assertThat(completed.getFirst().outcome()).isInstanceOf(DeliveryOutcome.Unknown.class);

        release.countDown();
        await().until(() -> completed.size() == 2);
        assertThat(completed.getLast().outcome()).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    private DeliveryExecutor executor(Target itsTarget) {
        target = itsTarget;
        return new DeliveryExecutor(TIMEOUT, event -> completed.add((DeliveryEvent.Completed) event));
    }

    private void deliver(DeliveryExecutor executor, int count) {
        for (int position = 0; position < count; position++) {
            executor.deliver(delivery(position), 1, NOW);
        }
    }

    private Delivery delivery(long position) {
        Lease lease = new Lease(new Slice("orders", 0, 1), position, Bytes.EMPTY, Bytes.EMPTY, NOW, 0);
        return new Delivery(lease, Messages.message().build(), new Destination(target, "there"));
    }
}
