package io.walgateway.it.sets;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.walgateway.consumer.set.SetApplication;
import io.walgateway.consumer.set.SetMeters;
import io.walgateway.consumer.set.SetRoute;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.set.SetPolicy.OnRejected;
import io.walgateway.core.set.SetState;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Destination;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Consumers, and the target, which notices each part that comes too early, in the wrong order, or again. */
final class Consumers {
    private final Stage stage;
    private final MarkerQueue queue;
    private final SetApplication application;
    private final Map<String, List<Integer>> delivered = new HashMap<>();
    private long parts;

    Consumers(Stage stage, MarkerQueue queue) {
        this.stage = stage;
        this.queue = queue;
        this.application = new SetApplication(stage.storages, new SetMeters(new SimpleMeterRegistry()), stage.clock);
    }

    /** The parts of a set in the order of their arrival. */
    List<Integer> delivered(String set) {
        return delivered.getOrDefault(set, List.of());
    }

    /** How many deliveries the target judged. */
    long parts() {
        return parts;
    }

    void start() {
        stage.turns.start(
                () -> {
                    while (!stage.over) {
                        Optional<MarkerQueue.Entry> next = queue.take();
                        if (next.isPresent()) {
                            deliver(next.get());
                            next.get().release();
                        }
                        stage.turns.pause();
                    }
                },
                this::start);
    }

    private void deliver(MarkerQueue.Entry entry) {
        String set = entry.set().id();
        SetRoute route = new SetRoute(
                MarkerQueue.TARGET,
                _ -> new Destination(attempt -> applied(set, attempt), MarkerQueue.TARGET),
                RetryPolicy.DEFAULT,
                () -> OnRejected.STOP,
                Optional.empty(),
                _ -> true);
        Destination destination = application.destination(entry.marker(), entry.set(), route);
        while (true) {
            DeliveryOutcome outcome = attempt(destination, entry.marker());
            stage.turns.alive();
            switch (outcome) {
                case DeliveryOutcome.Delivered _, DeliveryOutcome.Skipped _ -> {
                    entry.settle();
                    return;
                }
                case DeliveryOutcome.Rejected(String why) ->
                    throw new Broken(set + " is dead-lettered, though no part was rejected: " + why);
                case DeliveryOutcome.Progressed _,
                        DeliveryOutcome.Failed _,
                        DeliveryOutcome.Unavailable _,
                        DeliveryOutcome.Throttled _,
                        DeliveryOutcome.Absent _,
                        DeliveryOutcome.Unknown _ -> stage.turns.pause();
            }
        }
    }

    private DeliveryOutcome attempt(Destination destination, Message marker) {
        try {
            return destination
                    .target()
                    .deliver(
                            new DeliveryAttempt(marker, 1, stage.clock.instant().plusSeconds(10)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private DeliveryOutcome applied(String id, DeliveryAttempt attempt) {
        stage.turns.pause();
        if (!stage.calm && stage.random.nextInt(6) == 0) {
            return stage.random.nextBoolean()
                    ? new DeliveryOutcome.Failed("not yet")
                    : new DeliveryOutcome.Unavailable("away");
        }
        String payload = attempt.message().payload().asUtf8();
        judge(id, Integer.parseInt(payload.substring(payload.indexOf('/') + 1)));
        return DeliveryOutcome.DELIVERED;
    }

    private void judge(String id, int sequence) {
        parts++;
        List<Integer> before = delivered.computeIfAbsent(id, _ -> new ArrayList<>());
        int expected = before.stream().mapToInt(done -> done + 1).max().orElse(0);
        Broken.require(sequence <= expected, "part " + sequence + " of " + id + " comes after " + before);
        Broken.require(sequence >= expected - 1, "part " + sequence + " of " + id + " comes again after " + before);
        SetState state = stage.state(id);
        Broken.require(
                !(state instanceof SetState.Open) && !(state instanceof SetState.Expired),
                "part " + sequence + " of " + id + " is applied, though the set is " + state.name());
        before.add(sequence);
    }
}
