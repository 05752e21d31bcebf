package io.walgateway.core.delivery;

import io.walgateway.core.delivery.Delivery.GiveUp;
import io.walgateway.core.delivery.Delivery.Stage;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.target.DeliveryOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides what one pipeline does: who is delivered when, who waits, who is given up, what is settled.
 *
 * <p>Without input, output, clock or threads: it is told what happened and when, and says what to do. The same events
 * lead to the same commands. Confined to one thread.
 *
 * <ul>
 *   <li>No delivery starts before its due time, nor after its expiry.
 *   <li>With ordering by key, deliveries of one key start in the order in which they were polled and never overlap.
 *   <li>A message is acknowledged only once it is delivered or its dead letter is durable.
 *   <li>A further attempt starts only once the number of failures before it is durable.
 *   <li>While an endpoint is away, its messages wait and lose no attempt.
 * </ul>
 */
public final class DeliveryCore {
    /** How long to wait before what could not be stored, as dead letter or to come again, is tried again. */
    static final Duration STORE_RETRY_INTERVAL = Duration.ofSeconds(1);

    /** Messages that name their own target may name any number of endpoints over time. */
    private static final int IDLE_GATES_MAX = 64;

    /** Reading goes on when this part of the limit is used, so that it does not stop and go with each message. */
    private static final double RESUME_AT = 0.75;

    private final DeliveryPolicy policy;
    private final RandomGenerator random;
    private final Consumer<DeliveryCommand> commands;

    private final Map<Bytes, Lane> lanes = new HashMap<>();
    /** Who was served last comes last. */
    private final LinkedHashMap<String, EndpointGate> gates = new LinkedHashMap<>();

    private final PriorityQueue<Delivery> sleeping =
            new PriorityQueue<>(Comparator.comparing((Delivery d) -> d.wakeAt));
    private final Set<Delivery> recording = new LinkedHashSet<>();
    private final Map<Slice, Integer> heldBySlice = new HashMap<>();
    private final Set<Slice> releasing = new HashSet<>();
    private int delivering;
    private int held;
    private long heldBytes;
    private boolean paused;

    /**
     * @param random   for jitter
     * @param commands called from within {@link #handle}, on its thread; must not call back
     */
    public DeliveryCore(DeliveryPolicy policy, RandomGenerator random, Consumer<DeliveryCommand> commands) {
        this.policy = policy;
        this.random = random;
        this.commands = commands;
    }

    /** Takes note of what happened, and gives the commands that follow from it. */
    public void handle(DeliveryEvent event, Instant now) {
        note(event, now);
        proceed(now);
    }

    /** As if all happened at once; none at all: time has passed. */
    public void handle(List<DeliveryEvent> events, Instant now) {
        for (DeliveryEvent event : events) {
            note(event, now);
        }
        proceed(now);
    }

    /** When {@link DeliveryEvent.TimePassed} is worth telling though nothing else happens; empty: never. */
    public Optional<Instant> nextWake() {
        Instant next = sleeping.isEmpty() ? null : sleeping.peek().wakeAt;
        if (delivering < policy.concurrencyMax()) {
            for (EndpointGate gate : gates.values()) {
                Instant wakeAt = gate.wakeAt();
                if (wakeAt != null && (next == null || wakeAt.isBefore(next))) {
                    next = wakeAt;
                }
            }
        }
        return Optional.ofNullable(next);
    }

    /** Messages in hand, waiting ones included. */
    public int held() {
        return held;
    }

    /** Deliveries under way. */
    public int delivering() {
        return delivering;
    }

    /** Whether reading is paused because enough is held. */
    public boolean paused() {
        return paused;
    }

    /** Endpoints that are away. */
    public long endpointsAway() {
        return gates.values().stream().filter(EndpointGate::isAway).count();
    }

    private void note(DeliveryEvent event, Instant now) {
        switch (event) {
            case DeliveryEvent.Polled polled -> polled.deliveries().forEach(delivery -> admit(delivery, now));
            case DeliveryEvent.Malformed malformed -> admitMalformed(malformed.delivery(), malformed.error());
            case DeliveryEvent.Completed completed -> complete(completed.delivery(), completed.outcome(), now);
            case DeliveryEvent.AttemptsRecorded recorded -> attemptsRecorded(recorded.delivery(), now);
            case DeliveryEvent.DeadLettered stored -> deadLettered(stored.delivery(), now);
            case DeliveryEvent.DeadLetterFailed failed -> deadLetterFailed(failed.delivery(), now);
            case DeliveryEvent.Requeued requeued -> requeued(requeued.delivery(), now);
            case DeliveryEvent.RequeueFailed failed -> requeueFailed(failed.delivery(), now);
            case DeliveryEvent.Revoked revoked -> revoke(revoked.slices(), now);
            case DeliveryEvent.TimePassed _ -> {}
        }
    }

    private void proceed(Instant now) {
        wake(now);
        startDeliveries(now);
        bound();
    }

    private void admit(Delivery delivery, Instant now) {
        hold(delivery);
        Bytes key = delivery.message().orderingKey();
        if (policy.ordering() == Ordering.KEY && !key.isEmpty()) {
            Lane lane = lanes.computeIfAbsent(key, _ -> new Lane());
            delivery.lane = lane;
            if (!lane.add(delivery)) {
                return;
            }
        }
        approach(delivery, now);
    }

    private void admitMalformed(Delivery delivery, String error) {
        hold(delivery);
        giveUp(delivery, GiveUpReason.MALFORMED, error);
    }

    private void hold(Delivery delivery) {
        heldBySlice.merge(delivery.lease().slice(), 1, Integer::sum);
        held++;
        heldBytes += delivery.bytes();
    }

    /** The delivery is at the head of its lane: it goes on as soon as its time has come. */
    private void approach(Delivery delivery, Instant now) {
        Instant due = delivery.message().lifecycle().due();
        if (due.isAfter(now)) {
            waitUntil(due, delivery, now);
        } else {
            gate(delivery).addLast(delivery);
        }
    }

    /**
     * In hand if that is not for long, else in the queue; but what the queue has let out when it was due by another clock
     * would come back at once, again and again, until the clocks agree.
     */
    private void waitUntil(Instant due, Delivery delivery, Instant now) {
        if (due.isAfter(now.plus(policy.waitMax()))
                && delivery.lease().appended().isBefore(due)) {
            requeue(delivery, due);
        } else {
            sleep(delivery, due);
        }
    }

    private void sleep(Delivery delivery, Instant until) {
        delivery.stage = Stage.QUEUED;
        delivery.wakeAt = until;
        sleeping.add(delivery);
    }

    private void sleepUnlessReleasing(Delivery delivery, Instant until, Instant now) {
        if (isReleasing(delivery)) {
            leave(delivery, now);
        } else {
            sleep(delivery, until);
        }
    }

    private void wake(Instant now) {
        while (!sleeping.isEmpty() && !sleeping.peek().wakeAt.isAfter(now)) {
            Delivery delivery = sleeping.remove();
            GiveUp givenUp = delivery.givenUp;
            Instant requeueDue = delivery.requeueDue;
            if (givenUp != null) {
                giveUp(delivery, givenUp.reason(), givenUp.error());
            } else if (requeueDue != null) {
                requeue(delivery, requeueDue);
            } else {
                gate(delivery).addLast(delivery);
            }
        }
    }

    private EndpointGate gate(Delivery delivery) {
        return gates.computeIfAbsent(delivery.endpoint(), _ -> new EndpointGate());
    }

    /** Endpoints take turns, so that the backlog of one does not take every delivery that there may be. */
    private void startDeliveries(Instant now) {
        while (delivering < policy.concurrencyMax()) {
            Map.Entry<String, EndpointGate> served = startAny(now);
            if (served == null) {
                return;
            }
            gates.putLast(served.getKey(), served.getValue());
        }
    }

    private Map.@Nullable Entry<String, EndpointGate> startAny(Instant now) {
        for (Map.Entry<String, EndpointGate> gate : gates.entrySet()) {
            if (startNext(gate.getValue(), now)) {
                return gate;
            }
        }
        return null;
    }

    private boolean startNext(EndpointGate gate, Instant now) {
        Delivery delivery = gate.poll(now);
        if (delivery == null) {
            return false;
        }
        Instant due = delivery.message().lifecycle().due();
        if (due.isAfter(now)) {
            // It was due already: the clock has gone back since.
            gate.forget(delivery);
            waitUntil(due, delivery, now);
            return true;
        }
        if (isExpired(delivery, now)) {
            gate.forget(delivery);
            giveUp(
                    delivery,
                    GiveUpReason.EXPIRED,
                    "expired at " + delivery.message().lifecycle().expiry().get());
            return true;
        }
        delivery.lastAttempt = now;
        delivery.firstAttempt = delivery.firstAttempt == null ? now : delivery.firstAttempt;
        delivering++;
        delivery.stage = Stage.DELIVERING;
        commands.accept(new DeliveryCommand.Deliver(delivery, delivery.failures + 1));
        return true;
    }

    private static boolean isExpired(Delivery delivery, Instant now) {
        return delivery.message().lifecycle().expiry().filter(now::isAfter).isPresent();
    }

    private void complete(Delivery delivery, DeliveryOutcome outcome, Instant now) {
        delivering--;
        EndpointGate gate = gate(delivery);
        switch (Settlement.of(outcome, delivery.failures, policy.retry(), random.nextDouble())) {
            case Settlement.Acknowledge() -> {
                gate.answered(delivery);
                settle(delivery, now);
            }
            case Settlement.RetryAfter(Duration wait, int failures, String _) -> {
                gate.answered(delivery);
                retry(delivery, failures, now.plus(wait), now);
            }
            case Settlement.GiveUp(GiveUpReason reason, int failures, String error) -> {
                gate.answered(delivery);
                delivery.failures = failures;
                giveUp(delivery, reason, error);
            }
            case Settlement.AwaitTarget(Optional<Duration> wait, String _) -> await(gate, delivery, wait, now);
        }
    }

    private void retry(Delivery delivery, int failures, Instant at, Instant now) {
        delivery.failures = failures;
        if (delivery.lane == null && at.isAfter(now.plus(policy.retryWaitMax()))) {
            requeue(delivery, at);
            return;
        }
        commands.accept(new DeliveryCommand.RecordAttempts(delivery, failures));
        if (isReleasing(delivery)) {
            // Whoever gets the slice next finds the count beside the position.
            leave(delivery, now);
        } else {
            delivery.wakeAt = at;
            delivery.stage = Stage.RECORDING;
            recording.add(delivery);
        }
    }

    private void attemptsRecorded(Delivery delivery, Instant now) {
        if (recording.remove(delivery)) {
            sleepUnlessReleasing(delivery, delivery.wakeAt, now);
        }
    }

    private void await(EndpointGate gate, Delivery delivery, Optional<Duration> wait, Instant now) {
        delivery.stage = Stage.QUEUED;
        wait.ifPresentOrElse(rest -> gate.throttled(delivery, now.plus(rest)), () -> gate.unavailable(delivery, now));
        if (isReleasing(delivery)) {
            gate.remove(delivery);
            leave(delivery, now);
        }
    }

    private void giveUp(Delivery delivery, GiveUpReason reason, String error) {
        delivery.givenUp = new GiveUp(reason, error);
        delivery.stage = Stage.DEAD_LETTERING;
        commands.accept(new DeliveryCommand.DeadLetter(delivery, reason, error));
    }

    private void deadLettered(Delivery delivery, Instant now) {
        if (delivery.stage == Stage.DEAD_LETTERING) {
            settle(delivery, now);
        }
    }

    private void deadLetterFailed(Delivery delivery, Instant now) {
        if (delivery.stage == Stage.DEAD_LETTERING) {
            sleepUnlessReleasing(delivery, now.plus(STORE_RETRY_INTERVAL), now);
        }
    }

    private void requeue(Delivery delivery, Instant due) {
        delivery.requeueDue = due;
        delivery.stage = Stage.REQUEUEING;
        commands.accept(new DeliveryCommand.Requeue(delivery, delivery.failures, due));
    }

    private void requeued(Delivery delivery, Instant now) {
        if (delivery.stage == Stage.REQUEUEING) {
            settle(delivery, now);
        }
    }

    private void requeueFailed(Delivery delivery, Instant now) {
        if (delivery.stage == Stage.REQUEUEING) {
            sleepUnlessReleasing(delivery, now.plus(STORE_RETRY_INTERVAL), now);
        }
    }

    private void settle(Delivery delivery, Instant now) {
        commands.accept(new DeliveryCommand.Acknowledge(delivery));
        leave(delivery, now);
    }

    /** The delivery, which is at the head of its lane if it has one, is done with here: the next one's turn. */
    private void leave(Delivery delivery, Instant now) {
        Lane lane = delivery.lane;
        drop(delivery);
        if (lane == null) {
            return;
        }
        Delivery next = lane.next();
        if (next == null) {
            lanes.remove(delivery.message().orderingKey(), lane);
        } else {
            approach(next, now);
        }
    }

    private void revoke(Set<Slice> slices, Instant now) {
        releasing.addAll(slices);
        sleeping.removeIf(delivery -> delivery.lane == null && dropIfWaiting(delivery));
        recording.removeIf(delivery -> delivery.lane == null && dropIfWaiting(delivery));
        gates.values().forEach(gate -> gate.removeIf(delivery -> delivery.lane == null && dropIfWaiting(delivery)));
        lanes.values().removeIf(lane -> revokeFrom(lane, now));
        sleeping.removeIf(delivery -> delivery.stage == Stage.GONE);
        recording.removeIf(delivery -> delivery.stage == Stage.GONE);
        gates.values().forEach(gate -> gate.removeIf(delivery -> delivery.stage == Stage.GONE));
        slices.forEach(this::releaseIfFree);
    }

    /** Returns whether the lane is empty now. */
    private boolean revokeFrom(Lane lane, Instant now) {
        Delivery before = lane.first();
        lane.removeIf(this::dropIfWaiting);
        Delivery after = lane.first();
        if (after != null && after != before) {
            approach(after, now);
        }
        return after == null;
    }

    /**
     * A number of failures that is being stored is stored when the slice is given up, and whoever gets the slice next
     * finds it there: that is no reason to keep the slice.
     */
    private boolean dropIfWaiting(Delivery delivery) {
        boolean waiting =
                (delivery.stage == Stage.QUEUED || delivery.stage == Stage.RECORDING) && isReleasing(delivery);
        if (waiting) {
            drop(delivery);
        }
        return waiting;
    }

    private boolean isReleasing(Delivery delivery) {
        return !releasing.isEmpty() && releasing.contains(delivery.lease().slice());
    }

    /** Holds it no longer. */
    private void drop(Delivery delivery) {
        delivery.stage = Stage.GONE;
        Slice slice = delivery.lease().slice();
        held--;
        heldBytes -= delivery.bytes();
        heldBySlice.merge(slice, -1, Integer::sum);
        releaseIfFree(slice);
    }

    private void releaseIfFree(Slice slice) {
        if (releasing.contains(slice) && heldBySlice.getOrDefault(slice, 0) == 0) {
            releasing.remove(slice);
            heldBySlice.remove(slice);
            commands.accept(new DeliveryCommand.Released(slice));
        }
    }

    private void bound() {
        if (gates.size() > IDLE_GATES_MAX) {
            gates.values().removeIf(EndpointGate::isIdle);
        }
        if (!paused && (held >= policy.heldMax() || heldBytes >= policy.heldBytesMax())) {
            paused = true;
            commands.accept(DeliveryCommand.PAUSE_READING);
        } else if (paused && held < policy.heldMax() * RESUME_AT && heldBytes < policy.heldBytesMax() * RESUME_AT) {
            paused = false;
            commands.accept(DeliveryCommand.RESUME_READING);
        }
    }
}
