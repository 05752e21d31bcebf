package io.walgateway.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.core.target.TargetReview;
import io.walgateway.local.fault.FaultProxy;
import io.walgateway.local.port.FreePorts;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.Messages;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The behaviour of every target. */
public abstract class TargetProviderContract {
    private static final Duration SLACK = Duration.ofSeconds(10);
    private static final Duration INTERRUPTED_WITHIN = Duration.ofMinutes(1);
    private static final Duration REVIEWED_WITHIN = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The provider under test. */
    protected abstract TargetProvider provider();

    /** The context with which it is opened; the target is reachable. */
    protected abstract PluginContext context();

    /** The same context, except that the target is expected at this address. */
    protected abstract PluginContext contextAt(InetSocketAddress address);

    /** An address to which messages can be delivered. */
    protected abstract TargetAddress address();

    /** A valid address of a place that does not exist yet. */
    protected abstract TargetAddress absentAddress();

    /** Addresses, each with the JSON pointer to its single flaw. */
    protected abstract Map<TargetAddress, String> malformedAddresses();

    /** A payload that the target accepts, and that {@link #delivered} can tell from others by this text. */
    protected abstract Bytes payload(String marker);

    /** How often the target shows the result of {@link #payload} of this text, as a reader of the target sees it. */
    protected abstract int delivered(String marker);

    /**
     * How often the target shows a payload that was delivered twice: a target that recognises the repeated write shows
     * it once.
     */
    protected abstract int shownWhenDeliveredTwice();

    @Test
    public void shouldSayOfAPlaceThatIsNotThereThatItIsAbsent() throws InterruptedException {
        try (TargetClient client = provider().open(context())) {
            DeliveryAttempt attempt = new DeliveryAttempt(
                    Messages.message().payload(payload("absent")).build(),
                    1,
                    Instant.now().plus(PATIENCE));
            assertThat(client.target(absentAddress()).deliver(attempt)).isInstanceOf(DeliveryOutcome.Absent.class);
        }
    }

    @Test
    public void shouldReviewWhatIsThereWhatIsNotAndWhatCannotBeAsked() {
        try (TargetClient client = provider().open(context());
                TargetClient nowhere = provider()
                        .open(contextAt(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next())))) {
            assertThat(client.review(address(), Duration.ofHours(1))).isEqualTo(TargetReview.NOTHING);
            assertThat(client.review(absentAddress(), Duration.ofHours(1)).warnings())
                    .hasSize(1);
            Instant asked = Instant.now();
            TargetReview unknown = nowhere.review(address(), Duration.ofHours(1));
            assertThat(unknown.refusals()).isEmpty();
            assertThat(unknown.warnings())
                    .singleElement()
                    .satisfies(warning -> assertThat(warning.path()).isEqualTo("/cluster"));
            assertThat(Instant.now()).isBefore(asked.plus(REVIEWED_WITHIN));
        }
    }

    @Test
    void shouldFindNoFaultWithAnOrdinaryAddress() {
        assertThat(provider().check(address())).isEmpty();
    }

    @Test
    void shouldPointAtWhatIsWrongWithAnAddress() {
        malformedAddresses()
                .forEach((address, pointer) -> assertThat(provider().check(address))
                        .as(address.toString())
                        .extracting(Violation::path)
                        .containsExactly(pointer));
    }

    @Test
    void shouldDeliverPayload() throws InterruptedException {
        String marker = Components.uniqueName("marker");
        try (TargetClient client = provider().open(context())) {
            assertThat(deliver(client, message(marker), PATIENCE)).isEqualTo(DeliveryOutcome.DELIVERED);
        }
        await().atMost(PATIENCE).until(() -> delivered(marker) == 1);
    }

    @Test
    void shouldTakeTheSameMessageTwice() throws InterruptedException {
        String marker = Components.uniqueName("marker");
        Message message = message(marker);
        try (TargetClient client = provider().open(context())) {
            assertThat(deliver(client, message, PATIENCE)).isEqualTo(DeliveryOutcome.DELIVERED);
            assertThat(deliver(client, message, PATIENCE)).isEqualTo(DeliveryOutcome.DELIVERED);
        }
        await().atMost(PATIENCE).until(() -> delivered(marker) == shownWhenDeliveredTwice());
    }

    @Test
    void shouldDeliverFromManyThreads() throws InterruptedException {
        List<Message> messages = List.of("a", "b", "c", "d", "e", "f", "g", "h").stream()
                .map(Components::uniqueName)
                .map(this::message)
                .toList();
        List<DeliveryOutcome> outcomes = new CopyOnWriteArrayList<>();
        try (TargetClient client = provider().open(context())) {
            List<Thread> threads = messages.stream()
                    .map(message -> Thread.ofVirtual().start(() -> outcomes.add(outcome(client, message))))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(outcomes).hasSize(messages.size()).containsOnly(DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldBeUnavailableWithinTheDeadlineWhenNobodyListens() throws InterruptedException {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next());
        Duration limit = Duration.ofSeconds(3);
        try (TargetClient client = provider().open(contextAt(nobody))) {
            long start = System.nanoTime();
            assertThat(deliver(client, message("unreachable"), limit)).isInstanceOf(DeliveryOutcome.Unavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit.plus(SLACK));
        }
    }

    @Test
    void shouldAnswerByTheDeadlineWhenTheTargetIsSilent() throws InterruptedException {
        Duration limit = Duration.ofSeconds(2);
        try (FaultProxy silent = FaultProxy.silent();
                TargetClient client = provider().open(contextAt(silent.address()))) {
            long start = System.nanoTime();
            assertThat(deliver(client, message("silent"), limit))
                    .isInstanceOfAny(DeliveryOutcome.Unavailable.class, DeliveryOutcome.Unknown.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit.plus(SLACK));
        }
    }

    @Test
    void shouldEndWhenInterrupted() throws InterruptedException {
        try (FaultProxy silent = FaultProxy.silent();
                TargetClient client = provider().open(contextAt(silent.address()))) {
            AtomicReference<DeliveryOutcome> outcome = new AtomicReference<>();
            Thread thread = Thread.ofVirtual().start(() -> outcome.set(outcome(client, message("interrupted"))));
            await().atMost(PATIENCE).until(() -> silent.connections() > 0 || !thread.isAlive());
            thread.interrupt();
            assertThat(thread.join(INTERRUPTED_WITHIN)).isTrue();
            assertThat(outcome.get()).isNotEqualTo(DeliveryOutcome.DELIVERED);
        }
    }

    @Test
    void shouldOpenAndNameItsEndpointWithoutReachingTheTarget() {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next());
        try (TargetClient client = provider().open(contextAt(nobody))) {
            assertThat(client.target(address())).isNotNull();
            assertThat(client.endpoint(address())).startsWith(provider().type() + ":");
        }
    }

    private Message message(String marker) {
        return Messages.message()
                .payload(payload(marker))
                .writeTime(InstantSource.system().instant())
                .build();
    }

    private DeliveryOutcome deliver(TargetClient client, Message message, Duration limit) throws InterruptedException {
        Target target = client.target(address());
        Instant deadline = context().clock().instant().plus(limit);
        return target.deliver(new DeliveryAttempt(message, 1, deadline));
    }

    private DeliveryOutcome outcome(TargetClient client, Message message) {
        try {
            return deliver(client, message, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new DeliveryOutcome.Unknown("interrupted");
        }
    }
}
