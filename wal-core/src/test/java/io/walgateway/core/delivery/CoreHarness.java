package io.walgateway.core.delivery;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;

/** A core with virtual time, and its commands to look at. */
final class CoreHarness {
    static final Slice SLICE = new Slice("orders", 0, 1);
    static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    static final RetryPolicy THREE_ATTEMPTS = new RetryPolicy(3, Duration.ofMillis(100), 2, Duration.ofSeconds(10), 0);

    final List<DeliveryCommand> commands = new ArrayList<>();
    final DeliveryCore core;
    Instant now = START;
    private long position;

    private static Destination at(String endpoint) {
        return new Destination(
                _ -> {
                    throw new AssertionError("the core delivers nothing itself");
                },
                endpoint);
    }

    CoreHarness(Ordering ordering) {
        this(new DeliveryPolicy(
                ordering, THREE_ATTEMPTS, 100, 1000, 1 << 20, DeliveryPolicy.UNLIMITED, DeliveryPolicy.UNLIMITED));
    }

    CoreHarness(DeliveryPolicy policy) {
        core = new DeliveryCore(policy, new SplittableRandom(1), commands::add);
    }

    /** Without order, so many deliveries at once. */
    static CoreHarness withConcurrency(int max) {
        return new CoreHarness(new DeliveryPolicy(
                Ordering.NONE, THREE_ATTEMPTS, max, 1000, 1 << 20, DeliveryPolicy.UNLIMITED, DeliveryPolicy.UNLIMITED));
    }

    Delivery message(String key) {
        return message(key, START, Optional.empty(), 0, "there", SLICE);
    }

    Delivery message(String key, Instant due, Optional<Instant> expiry, int attempts, String endpoint, Slice slice) {
        Bytes record = Bytes.utf8("record " + position);
        Message message = new Message(
                new UUID(0, position),
                "orders",
                new Message.Inline(record),
                Message.Routing.toAll(Bytes.utf8(key)),
                new Message.Lifecycle(START, START, due, expiry),
                0,
                1,
                Message.Provenance.NONE,
                Message.Priority.NORMAL);
        Lease lease = new Lease(slice, position++, Bytes.utf8(key), record, START, attempts);
        return new Delivery(lease, message, at(endpoint));
    }

    Delivery to(String endpoint) {
        return message("", START, Optional.empty(), 0, endpoint, SLICE);
    }

    void handle(DeliveryEvent event) {
        core.handle(event, now);
    }

    void polled(Delivery... deliveries) {
        handle(new DeliveryEvent.Polled(List.of(deliveries)));
    }

    void completed(Delivery delivery, DeliveryOutcome outcome) {
        handle(new DeliveryEvent.Completed(delivery, outcome));
    }

    /** Fails, and has the number of failures stored. */
    void failed(Delivery delivery) {
        completed(delivery, new DeliveryOutcome.Failed("no"));
        handle(new DeliveryEvent.AttemptsRecorded(delivery));
    }

    void pass(Duration time) {
        now = now.plus(time);
        handle(DeliveryEvent.TIME_PASSED);
    }

    <C extends DeliveryCommand> Stream<C> all(Class<C> kind) {
        return commands.stream().filter(kind::isInstance).map(kind::cast);
    }

    List<Delivery> started() {
        return all(DeliveryCommand.Deliver.class)
                .map(DeliveryCommand.Deliver::delivery)
                .toList();
    }

    List<Delivery> acknowledged() {
        return all(DeliveryCommand.Acknowledge.class)
                .map(DeliveryCommand.Acknowledge::delivery)
                .toList();
    }

    List<DeliveryCommand.DeadLetter> deadLetters() {
        return all(DeliveryCommand.DeadLetter.class).toList();
    }

    List<DeliveryCommand> takeCommands() {
        List<DeliveryCommand> taken = List.copyOf(commands);
        commands.clear();
        return taken;
    }
}
