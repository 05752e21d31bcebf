package io.walgateway.it.sim;

import static io.walgateway.it.sim.Schedule.SECOND;

import io.walgateway.core.delivery.Delivery;
import io.walgateway.core.delivery.DeliveryEvent;
import io.walgateway.core.delivery.DeliveryPolicy;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.target.DeliveryOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the entries that one core holds, and checks that it holds no more than it may and that nothing waits in vain.
 */
final class Watch {
    /** Closed gates have reopened within this time, unless they were closed again. */
    private static final long CALM_AFTER = 20 * SECOND;

    private static final long RESUMED_WITHIN = 10 * SECOND;
    private static final int RECORD_BYTES_MAX = 400;

    private final World world;
    private final ConsumerProcess process;
    private final DeliveryPolicy policy;
    private final List<Tenure> tenures = new ArrayList<>();
    private final Map<String, Long> troubled = new HashMap<>();
    private final Map<String, Long> startsByEndpoint = new HashMap<>();
    private long starts;
    private long disturbed;

    Watch(World world, ConsumerProcess process, DeliveryPolicy policy) {
        this.world = world;
        this.process = process;
        this.policy = policy;
    }

    /** The core receives an event. */
    void told(DeliveryEvent event) {
        switch (event) {
            case DeliveryEvent.Polled polled -> polled.deliveries().forEach(this::hold);
            case DeliveryEvent.Malformed malformed -> hold(malformed.delivery());
            case DeliveryEvent.Revoked revoked ->
                revoked.slices().forEach(slice -> {
                    Tenure tenure = world.group.tenure(slice);
                    tenure.going = true;
                    // Entries that were tried may still be held, and their key waits for them.
                    tenure.holds.values().removeIf(hold -> hold.fresh);
                });
            case DeliveryEvent.Completed _, DeliveryEvent.AttemptsRecorded _, DeliveryEvent.DeadLettered _ -> {}
            case DeliveryEvent.DeadLetterFailed _, DeliveryEvent.TimePassed _ -> {}
            case DeliveryEvent.Requeued _, DeliveryEvent.RequeueFailed _, DeliveryEvent.Placed _ -> {}
        }
    }

    /** The core wants a delivery attempted. */
    void ordered(Delivery delivery) {
        starts++;
        startsByEndpoint.merge(delivery.endpoint(), 1L, Long::sum);
        touched(delivery);
    }

    /** The core wants a delivery dead-lettered. False: it has asked for that before. */
    boolean givenUp(Delivery delivery) {
        touched(delivery);
        Tenure.Hold hold = find(delivery);
        boolean first = hold == null || !hold.givenUp;
        if (hold != null) {
            hold.givenUp = true;
        }
        return first;
    }

    /** The core wants a delivery repeated later. */
    void requeued(Delivery delivery) {
        touched(delivery);
        Tenure.Hold hold = find(delivery);
        if (hold != null) {
            hold.leaving = true;
        }
    }

    /** The target has answered. */
    void answered(Delivery delivery, DeliveryOutcome outcome) {
        switch (outcome) {
            case DeliveryOutcome.Unavailable _ -> {
                troubled.put(delivery.endpoint(), world.schedule.now());
                Tenure.Hold hold = find(delivery);
                if (hold != null) {
                    hold.foundAway = delivery.endpoint();
                }
            }
            case DeliveryOutcome.Throttled _ -> troubled.put(delivery.endpoint(), world.schedule.now());
            case DeliveryOutcome.Delivered _, DeliveryOutcome.Skipped _, DeliveryOutcome.Failed _ -> {}
            case DeliveryOutcome.Rejected _, DeliveryOutcome.Absent _, DeliveryOutcome.Unknown _ -> {}
            case DeliveryOutcome.Progressed _ -> {}
        }
    }

    void settled(Delivery delivery) {
        tenure(delivery).holds.remove(delivery.lease().position());
    }

    /** A fault hits the process until this time, so it need not be punctual. */
    void disturbed(long untilMicros) {
        disturbed = Math.max(disturbed, untilMicros);
    }

    void checkHeld() {
        int polls = Polled.AHEAD_MAX + 1;
        int max = policy.heldMax() - 1 + polls * world.plan.shape().pollMax();
        world.judge.require(
                process.core().held() <= max && process.core().delivering() <= policy.concurrencyMax(),
                Promise.BOUNDED,
                () -> "%s holds %d (expected: at most %d), %d of them under way"
                        .formatted(
                                process,
                                process.core().held(),
                                max,
                                process.core().delivering()));
    }

    /** Checks that everything that could be delivered is in flight, and that no more bytes are held than allowed. */
    void checkProgress() {
        tenures.removeIf(Tenure::isOver);
        long bytes = 0;
        Set<Bytes> keysTaken = new HashSet<>();
        for (Tenure tenure : tenures) {
            for (Tenure.Hold hold : tenure.holds.values()) {
                bytes += tenure.going ? 0 : hold.delivery.lease().record().size();
                if (isFirst(hold, keysTaken)) {
                    checkWait(tenure, hold);
                }
            }
        }
        long held = bytes;
        long max = policy.heldBytesMax()
                + (Polled.AHEAD_MAX + 1L) * world.plan.shape().pollMax() * RECORD_BYTES_MAX;
        world.judge.require(held <= max, Promise.BOUNDED, () -> "%s holds %d bytes".formatted(process, held));
    }

    /** Expects deliveries to resume, if there are some that found this endpoint away. */
    void expectResumption(String endpoint, Fault outage) {
        long since = world.schedule.now();
        for (Tenure tenure : tenures) {
            for (Tenure.Hold hold : tenure.holds.values()) {
                if (endpoint.equals(hold.foundAway)) {
                    process.later(RESUMED_WITHIN, () -> checkResumed(tenure, hold, outage, since));
                    return;
                }
            }
        }
    }

    private void checkResumed(Tenure tenure, Tenure.Hold hold, Fault outage, long since) {
        long from = since - RESUMED_WITHIN;
        boolean calm = disturbed <= outage.atMicros()
                && !tenure.going
                && !tenure.lost
                && !world.weather.wasWithin(Fault.Kind.SLOWNESS, from, world.schedule.now())
                && !world.weather.wasWithin(Fault.Kind.THROTTLING, from, world.schedule.now())
                && !world.weather.wasWithin(Fault.Kind.OUTAGE, since + 1, world.schedule.now());
        if (calm) {
            world.judge.require(
                    hold.foundAway == null || tenure.holds.get(hold.entry.position) != hold,
                    Promise.RESUMES_AFTER_OUTAGE,
                    () -> "%s still waits with %s, since endpoint %s is back at %s"
                            .formatted(hold.entry, tenure, hold.foundAway, Schedule.seconds(since)));
        }
    }

    private void hold(Delivery delivery) {
        Tenure tenure = tenure(delivery);
        if (tenure.holds.isEmpty() && !tenures.contains(tenure)) {
            tenures.add(tenure);
        }
        long position = delivery.lease().position();
        tenure.holds.put(position, new Tenure.Hold(world.log.at(tenure.slice.part(), position), delivery));
    }

    private void touched(Delivery delivery) {
        Tenure.Hold hold = find(delivery);
        if (hold != null) {
            hold.fresh = false;
            hold.foundAway = null;
        }
    }

    /** True if no earlier entry of its key has to go first. */
    private boolean isFirst(Tenure.Hold hold, Set<Bytes> keysTaken) {
        Bytes key = hold.entry.key;
        return policy.ordering() == Ordering.NONE || key.isEmpty() || keysTaken.add(key);
    }

    private void checkWait(Tenure tenure, Tenure.Hold hold) {
        long calmSince = Math.max(disturbed, troubled.getOrDefault(hold.delivery.endpoint(), -CALM_AFTER));
        boolean couldGo = hold.fresh
                && !tenure.going
                && world.schedule.now() - calmSince >= CALM_AFTER
                && !hold.delivery.message().lifecycle().due().isAfter(process.now());
        world.judge.require(
                !couldGo || process.core().delivering() >= policy.concurrencyMax(),
                Promise.TROUBLE_STAYS,
                () -> "%s could go and waits with %s, while %d of %d are under way"
                        .formatted(hold.entry, tenure, process.core().delivering(), policy.concurrencyMax()));
        if (couldGo) {
            checkTurn(tenure, hold);
        }
    }

    /** Endpoints take turns when the deliveries do not suffice for all. */
    private void checkTurn(Tenure tenure, Tenure.Hold hold) {
        long own = startsByEndpoint.getOrDefault(hold.delivery.endpoint(), 0L);
        if (hold.waitsSince < 0) {
            hold.waitsSince = starts;
            hold.waitsSinceOwn = own;
        }
        long turns = own - hold.waitsSinceOwn + 1;
        long all = starts - hold.waitsSince;
        world.judge.require(
                all <= (turns + 1) * world.plan.shape().endpoints(),
                Promise.TROUBLE_STAYS,
                () -> "%s could go and waits with %s: of %d deliveries since, %d went to its endpoint %s"
                        .formatted(hold.entry, tenure, all, turns - 1, hold.delivery.endpoint()));
    }

    private Tenure.@Nullable Hold find(Delivery delivery) {
        return tenure(delivery).holds.get(delivery.lease().position());
    }

    private Tenure tenure(Delivery delivery) {
        return world.group.tenure(delivery.lease().slice());
    }
}
