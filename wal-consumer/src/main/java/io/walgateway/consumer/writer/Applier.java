package io.walgateway.consumer.writer;

import io.walgateway.consumer.route.Targets;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Destination;
import io.walgateway.core.text.Reasons;
import io.walgateway.log.record.TargetAddresses;
import io.walgateway.proto.v1.RegionalWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Applies writes to targets of this region, all of a request at once. Safe for any number of threads. */
final class Applier implements AutoCloseable {
    private static final int REMEMBERED_MAX = 1024;

    private final String region;
    private final Targets targets;
    private final OwnTargets own;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("apply-", 0).factory());
    /** Requests may name any address, so those that were not used for long are forgotten. */
    private final Map<TargetAddress, Destination> destinations =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<TargetAddress, Destination> eldest) {
                    return size() > REMEMBERED_MAX;
                }
            });

    /** @param region where this process runs */
    Applier(String region, Targets targets, OwnTargets own) {
        this.region = region;
        this.targets = targets;
        this.own = own;
    }

    /** The outcomes in the order of the writes. Blocks until each has one, which targets report by the deadline. */
    List<DeliveryOutcome> apply(List<RegionalWrite> writes, Instant deadline) throws InterruptedException {
        if (writes.size() == 1) {
            return List.of(outcome(writes.getFirst(), deadline));
        }
        List<Future<DeliveryOutcome>> running = writes.stream()
                .map(write -> threads.submit(() -> outcome(write, deadline)))
                .toList();
        List<DeliveryOutcome> outcomes = new ArrayList<>(writes.size());
        for (Future<DeliveryOutcome> one : running) {
            outcomes.add(result(one));
        }
        return outcomes;
    }

    private static DeliveryOutcome result(Future<DeliveryOutcome> running) throws InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException e) {
            return new DeliveryOutcome.Failed(Reasons.of(e));
        }
    }

    private DeliveryOutcome outcome(RegionalWrite write, Instant deadline) throws InterruptedException {
        Optional<String> fault = ArrivedWrites.fault(write);
        if (fault.isPresent()) {
            return new DeliveryOutcome.Rejected(fault.get());
        }
        Message message = ArrivedWrites.message(write);
        if (message.provenance().originRegion().equals(region)) {
            return new DeliveryOutcome.Skipped("it originated in " + region);
        }
        try {
            return destination(write)
                    .target()
                    .deliver(new DeliveryAttempt(message, ArrivedWrites.number(write), deadline));
        } catch (RuntimeException e) {
            return new DeliveryOutcome.Failed(Reasons.of(e));
        }
    }

    private Destination destination(RegionalWrite write) {
        Optional<TargetAddress> address =
                write.hasTarget() ? TargetAddresses.of(write.getTarget()) : own.of(write.getNamespace());
        return address.map(there -> destinations.computeIfAbsent(there, targets::at))
                .orElseGet(() -> Destination.endingAll(new DeliveryOutcome.Unavailable(
                        "the writer of " + region + " has no target for " + write.getNamespace()
                                + " (expected: apply in the document, or targets." + write.getNamespace()
                                + ".type in the writer's settings)")));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
