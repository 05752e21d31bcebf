package io.walgateway.consumer.writer;

import io.walgateway.consumer.route.Targets;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.replication.RegionNames;
import io.walgateway.core.replication.RegionalTarget;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Destination;
import io.walgateway.core.text.Reasons;
import io.walgateway.log.record.TargetAddresses;
import io.walgateway.proto.v1.RegionalWrite;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Applies writes to targets of this region, all of a request at once. Safe for any number of threads. */
final class Applier {
    private static final int REMEMBERED_MAX = 1024;

    private final String region;
    private final Targets targets;
    private final OwnTargets own;
    private final InstantSource clock;
    /** Requests may name any address, so those that were not used for long are forgotten. */
    private final Map<TargetAddress, Destination> destinations =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<TargetAddress, Destination> eldest) {
                    return size() > REMEMBERED_MAX;
                }
            });

    /** @param region where this process runs */
    Applier(String region, Targets targets, OwnTargets own, InstantSource clock) {
        this.region = region;
        this.targets = targets;
        this.own = own;
        this.clock = clock;
    }

    /**
     * The outcomes in the order of the writes. Writes of one ordering key are applied one after the other, all others at
     * once. Blocks until each has an outcome, and no longer than until the deadline: a write without one by then counts
     * as unknown, and its thread is interrupted.
     *
     * @param ended runs when nothing of these writes is under way any longer, which may be after the return
     */
    List<DeliveryOutcome> apply(List<RegionalWrite> writes, Instant deadline, Runnable ended)
            throws InterruptedException {
        List<Slot> slots = writes.stream().map(Slot::new).toList();
        Collection<List<Slot>> lanes = lanes(slots);
        AtomicInteger running = new AtomicInteger(lanes.size());
        List<Thread> threads = lanes.stream()
                .map(lane -> Thread.ofVirtual().name("apply").start(() -> {
                    try {
                        lane.forEach(slot -> slot.outcome.complete(outcome(slot.write, deadline)));
                    } finally {
                        if (running.decrementAndGet() == 0) {
                            ended.run();
                        }
                    }
                }))
                .toList();
        try {
            return outcomes(slots, deadline);
        } finally {
            threads.forEach(Thread::interrupt);
        }
    }

    /** A write, and the outcome it will have. */
    private record Slot(RegionalWrite write, CompletableFuture<DeliveryOutcome> outcome) {
        private Slot(RegionalWrite write) {
            this(write, new CompletableFuture<>());
        }
    }

    private static Collection<List<Slot>> lanes(List<Slot> slots) {
        Map<Object, List<Slot>> lanes = new LinkedHashMap<>();
        for (Slot slot : slots) {
            Object lane = slot.write.getOrderingKey().isEmpty()
                    ? slot
                    : List.of(slot.write.getNamespace(), slot.write.getOrderingKey());
            lanes.computeIfAbsent(lane, _ -> new ArrayList<>()).add(slot);
        }
        return lanes.values();
    }

    private List<DeliveryOutcome> outcomes(List<Slot> slots, Instant deadline) throws InterruptedException {
        List<DeliveryOutcome> outcomes = new ArrayList<>(slots.size());
        for (Slot slot : slots) {
            long left = Duration.between(clock.instant(), deadline).toNanos();
            try {
                outcomes.add(slot.outcome.get(Math.max(0, left), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                outcomes.add(new DeliveryOutcome.Unknown("the target of " + region + " had no outcome in time"));
            } catch (ExecutionException e) {
                outcomes.add(new DeliveryOutcome.Unknown(Reasons.of(e)));
            }
        }
        return outcomes;
    }

    private DeliveryOutcome outcome(RegionalWrite write, Instant deadline) {
        Optional<String> fault = ArrivedWrites.fault(write);
        if (fault.isPresent()) {
            return new DeliveryOutcome.Rejected(fault.get());
        }
        Message message = ArrivedWrites.message(write);
        if (RegionNames.areSame(message.provenance().originRegion(), region)) {
            return new DeliveryOutcome.Skipped("it originated in " + region);
        }
        if (message.lifecycle()
                .expiry()
                .filter(expiry -> !clock.instant().isBefore(expiry))
                .isPresent()) {
            return new DeliveryOutcome.Skipped("it expired on the way");
        }
        Destination destination;
        try {
            destination = destination(write);
        } catch (RuntimeException e) {
            return new DeliveryOutcome.Unavailable("the writer of " + region + ": " + Reasons.of(e));
        }
        try {
            return destination.target().deliver(new DeliveryAttempt(message, ArrivedWrites.number(write), deadline));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new DeliveryOutcome.Unknown("it was given up");
        } catch (RuntimeException e) {
            return new DeliveryOutcome.Failed(Reasons.of(e));
        }
    }

    private Destination destination(RegionalWrite write) {
        Optional<TargetAddress> address =
                write.hasTarget() ? TargetAddresses.of(write.getTarget()) : own.of(write.getNamespace());
        if (address.filter(there -> there.type().equals(RegionalTarget.TYPE)).isPresent()) {
            return Destination.rejectingAll("a target in another region (expected: one of " + region + ")");
        }
        return address.map(there -> destinations.computeIfAbsent(there, targets::at))
                .orElseGet(() -> Destination.endingAll(new DeliveryOutcome.Unavailable(
                        "the writer of " + region + " has no target for " + write.getNamespace()
                                + " (expected: apply in the document, or targets." + write.getNamespace()
                                + ".type in the writer's settings)")));
    }
}
