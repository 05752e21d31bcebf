package io.walgateway.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.BatchTarget;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.DeliveryOutcome.Rejected;
import io.walgateway.core.target.DeliveryOutcome.Unavailable;
import io.walgateway.core.target.DeliveryOutcome.Unknown;
import io.walgateway.core.target.TargetClient;
import io.walgateway.local.fault.FaultProxy;
import io.walgateway.local.port.FreePorts;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.Messages;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The behaviour of every target that delivers several messages with one request, beside that of every target. */
public abstract class BatchTargetContract extends TargetProviderContract {
    private static final Duration SLACK = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MANY = 200;

    /** A payload that the target rejects, whatever else is in its request. */
    protected abstract Bytes unfitPayload();

    @Test
    void shouldAnswerEachOfAFullRequestByItself() throws InterruptedException {
        try (TargetClient client = provider().open(context())) {
            BatchTarget target = target(client);
            int count = Math.min(MANY, target.limits().messagesMax());
            List<String> markers = IntStream.range(0, count)
                    .mapToObj(_ -> Components.uniqueName("marker"))
                    .toList();
            List<DeliveryAttempt> attempts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                attempts.add(attempt(isUnfit(i) ? unfitPayload() : payload(markers.get(i)), PATIENCE));
            }
            List<DeliveryOutcome> outcomes = target.deliverAll(attempts);
            assertThat(outcomes).hasSize(count);
            for (int i = 0; i < count; i++) {
                assertThat(outcomes.get(i))
                        .as("message " + i)
                        .isInstanceOf(isUnfit(i) ? Rejected.class : DeliveryOutcome.Delivered.class);
            }
            for (int i = 0; i < count; i += count / 10) {
                assertThat(delivered(markers.get(i))).isEqualTo(isUnfit(i) ? 0 : 1);
            }
        }
    }

    private static boolean isUnfit(int number) {
        return number % 20 == 0;
    }

    @Test
    void shouldDeliverNothingOfARequestThatIsUnfitThroughout() throws InterruptedException {
        try (TargetClient client = provider().open(context())) {
            assertThat(target(client)
                            .deliverAll(List.of(attempt(unfitPayload(), PATIENCE), attempt(unfitPayload(), PATIENCE))))
                    .hasSize(2)
                    .hasOnlyElementsOfType(Rejected.class);
        }
    }

    @Test
    void shouldBeUnavailableToEachWhenNobodyListens() throws InterruptedException {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next());
        try (TargetClient client = provider().open(contextAt(nobody))) {
            assertThat(target(client)
                            .deliverAll(List.of(attempt(payload("a"), PATIENCE), attempt(payload("b"), PATIENCE))))
                    .hasSize(2)
                    .hasOnlyElementsOfType(Unavailable.class);
        }
    }

    @Test
    void shouldAnswerByTheLatestDeadlineWhenTheTargetIsSilent() throws InterruptedException {
        try (FaultProxy silent = FaultProxy.silent();
                TargetClient client = provider().open(contextAt(silent.address()))) {
            Duration latest = Duration.ofSeconds(2);
            long start = System.nanoTime();
            assertThat(target(client)
                            .deliverAll(List.of(
                                    attempt(payload("a"), Duration.ofMillis(1)), attempt(payload("b"), latest))))
                    .hasSize(2)
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOfAny(Unavailable.class, Unknown.class));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(latest.plus(SLACK));
        }
    }

    /** The target at the address, as the consumer sees it. */
    private BatchTarget target(TargetClient client) {
        return (BatchTarget) client.target(address());
    }

    private DeliveryAttempt attempt(Bytes payload, Duration limit) {
        PluginContext context = context();
        return new DeliveryAttempt(
                Messages.message()
                        .payload(payload)
                        .writeTime(context.clock().instant())
                        .build(),
                1,
                context.clock().instant().plus(limit));
    }
}
