package io.walgateway.core.delivery;

import io.walgateway.core.delivery.Delivery.GiveUp;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.Placement;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.retry.Backoff;
import io.walgateway.core.target.DeliveryOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Decides for one pipeline which messages are delivered and when, which wait, which are given up, and which are
 * settled.
 *
 * <p>It has no input, output, clock or threads: it is given events and times, and returns commands. The same events
 * lead to the same commands. Confined to one thread.
 *
 * <ul>
 *   <li>No delivery starts before its due time or after its expiry.
 *   <li>With ordering by key, deliveries of one key start in the order in which they were polled and never overlap.
 *   <li>A message is acknowledged only once it is delivered or skipped, or its dead letter or its next entry is
 *       durable.
 *   <li>A further attempt starts only once the number of failures before it is durable.
 *   <li>While an endpoint is away, its messages wait and use up no attempt.
 * </ul>
 */
public final class DeliveryCore {
    /** Reading resumes below this fraction of the limit, so that it does not pause and resume with each message. */
    private static final double RESUME_AT = 0.75;

    /**
     * Ready messages for each endpoint beyond which further reading would start no delivery sooner and only fill
     * memory.
     */
    static final int READY_MIN = 1_000;

    private static final int READY_PER_DELIVERY = 4;

    /**
     * Configurations reach all processes within a second; a message does not wait longer for one that never arrives.
     */
    static final Duration FUTURE_PATIENCE = Duration.ofSeconds(5);

    private final DeliveryPolicy policy;
    private final RandomGenerator random;
    private final Consumer<DeliveryCommand> commands;

    private final Map<Bytes, Lane<Delivery>> lanes = new HashMap<>();
    private final EndpointGates gates = new EndpointGates();
    private final Holdings holdings;
    private final PriorityQueue<Delivery> sleeping =
            new PriorityQueue<>(Comparator.comparing((Delivery d) -> d.wakeAt));
    private final Set<Delivery> recording = new LinkedHashSet<>();
    /** Wait until an earlier queue of their keys is drained. */
    private final Set<Delivery> barred = new LinkedHashSet<>();

    private Placement placement = Placement.ANYWHERE;
    private int delivering;
    private int stuck;
    private boolean paused;

    /**
     * @param random   for jitter
     * @param commands called from within {@link #handle}, on its thread; must not call back
     */
    public DeliveryCore(DeliveryPolicy policy, RandomGenerator random, Consumer<DeliveryCommand> commands) {
        this.policy = policy;
        this.random = random;
        this.commands = commands;
        this.holdings = new Holdings(slice -> commands.accept(new DeliveryCommand.Released(slice)));
    }

    /** Records what happened, and issues the commands that follow from it. */
    public void handle(DeliveryEvent event, Instant now) {
        holdings.at(now);
        note(event, now);
        proceed(now);
    }

    /** Handles all events as if they happened at once; an empty list only means that time has passed. */
    public void handle(List<DeliveryEvent> events, Instant now) {
        holdings.at(now);
        for (DeliveryEvent event : events) {
            note(event, now);
        }
        proceed(now);
    }

    /** When the core needs {@link DeliveryEvent.TimePassed} if nothing else happens; empty: never. */
    public Optional<Instant> nextWake() {
        Instant next = sleeping.isEmpty() ? null : sleeping.peek().wakeAt;
        Instant gate = delivering < policy.concurrencyMax() ? gates.wakeAt() : null;
        return Optional.ofNullable(next == null || (gate != null && gate.isBefore(next)) ? gate : next);
    }

    /** Messages held, waiting ones included. */
    public int held() {
        return holdings.count();
    }

    /** Deliveries in progress. */
    public int delivering() {
        return delivering;
    }

    /** Messages whose last attempt to be stored, as dead letters or by requeueing, failed. */
    public int stuck() {
        return stuck;
    }

    /** True if reading is paused because enough messages are held. */
    public boolean paused() {
        return paused;
    }

    /** Why reading is paused, in words; empty if it is not. */
    public Optional<String> pausedBecause() {
        if (!paused) {
            return Optional.empty();
        }
        if (holdings.count() >= policy.heldMax() * RESUME_AT) {
            return Optional.of(holdings.count() + " messages are held, of " + policy.heldMax() + " at most");
        }
        if (holdings.bytes() >= policy.heldBytesMax() * RESUME_AT) {
            return Optional.of(holdings.bytes() + " bytes are held, of " + policy.heldBytesMax() + " at most");
        }
        return Optional.of("every endpoint has as many messages ready as are of use");
    }

    /** The number of endpoints that are away. */
    public long endpointsAway() {
        return gates.away();
    }

    /** The names of the endpoints that are away. */
    public List<String> namesOfEndpointsAway() {
        return gates.namesAway();
    }

    /** Notices messages that make no progress here. Call it on the thread that calls {@link #handle}. */
    public StageWatch watch(StageLimits limits) {
        return new StageWatch(limits, holdings.stages(), gates, () -> delivering < policy.concurrencyMax());
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
            case DeliveryEvent.RequeueFailed failed -> requeueFailed(failed, now);
            case DeliveryEvent.Placed placed -> place(placed.placement(), now);
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
        holdings.add(delivery);
        Bytes key = delivery.message().orderingKey();
        if (policy.ordering() == Ordering.KEY && !key.isEmpty()) {
            Lane<Delivery> lane = lanes.computeIfAbsent(key, _ -> new Lane<>());
            delivery.lane = lane;
            if (!lane.add(delivery)) {
                return;
            }
        }
        approach(delivery, now);
    }

    private void admitMalformed(Delivery delivery, String error) {
        holdings.add(delivery);
        giveUp(delivery, GiveUpReason.MALFORMED, error);
    }

    /** The delivery is at the head of its lane. If it is in the right queue, it proceeds as soon as it is due. */
    private void approach(Delivery delivery, Instant now) {
        switch (placement.of(delivery.message())) {
            case HERE -> goWhenDue(delivery, now);
            case WAITS -> {
                holdings.move(delivery, Stage.BARRED);
                barred.add(delivery);
            }
            case NEWER_REVISION -> {
                delivery.awaitsPlacement = !delivery.awaitsPlacement;
                if (delivery.awaitsPlacement) {
                    sleep(delivery, now.plus(FUTURE_PATIENCE));
                } else {
                    goWhenDue(delivery, now);
                }
            }
            case ELSEWHERE -> {
                delivery.belongsElsewhere = true;
                requeue(delivery, delivery.message().lifecycle().due());
            }
        }
    }

    private void place(Placement next, Instant now) {
        placement = next;
        List<Delivery> waiting = new ArrayList<>(barred);
        barred.clear();
        sleeping.removeIf(delivery -> delivery.awaitsPlacement && waiting.add(delivery));
        waiting.forEach(delivery -> {
            delivery.awaitsPlacement = false;
            approach(delivery, now);
        });
    }

    private void goWhenDue(Delivery delivery, Instant now) {
        Instant due = delivery.message().lifecycle().due();
        if (due.isAfter(now)) {
            waitUntil(due, delivery, now);
        } else {
            holdings.move(delivery, Stage.READY);
            gates.of(delivery).addLast(delivery);
        }
    }

    /**
     * Short waits are held here, long ones go back to the queue. A message that the queue released as due by another
     * clock is held, too: the queue would release it again and again until the clocks agree.
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
        holdings.move(delivery, Stage.WAITING);
        delivery.wakeAt = until;
        sleeping.add(delivery);
    }

    private void sleepUnlessReleasing(Delivery delivery, Instant until, Instant now) {
        if (holdings.isReleasing(delivery)) {
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
            } else if (requeueDue != null && (delivery.belongsElsewhere || requeueDue.isAfter(now))) {
                requeue(delivery, requeueDue);
            } else if (requeueDue != null) {
                keepInHand(delivery, now, now);
            } else {
                approach(delivery, now);
            }
        }
    }

    /** Endpoints take turns, so that the backlog of one endpoint does not use up all concurrent deliveries. */
    private void startDeliveries(Instant now) {
        Predicate<EndpointGate> start = gate -> startNext(gate, now);
        boolean served = true;
        while (served && delivering < policy.concurrencyMax()) {
            served = gates.serveNext(start);
        }
    }

    /** Messages that have expired or are not due yet do not cost the endpoint its turn. */
    private boolean startNext(EndpointGate gate, Instant now) {
        Delivery delivery = gate.poll(now);
        while (delivery != null && !isStartable(delivery, now)) {
            gate.forget(delivery);
            setAside(delivery, now);
            delivery = gate.poll(now);
        }
        if (delivery == null) {
            return false;
        }
        delivery.lastAttempt = now;
        delivery.firstAttempt = delivery.firstAttempt == null ? now : delivery.firstAttempt;
        delivering++;
        holdings.move(delivery, Stage.DELIVERING);
        commands.accept(new DeliveryCommand.Deliver(delivery, delivery.failures + 1));
        return true;
    }

    private static boolean isStartable(Delivery delivery, Instant now) {
        return !delivery.message().lifecycle().due().isAfter(now) && !isExpired(delivery, now);
    }

    private void setAside(Delivery delivery, Instant now) {
        Instant due = delivery.message().lifecycle().due();
        if (due.isAfter(now)) {
            // It was due before: the clock has gone back since.
            waitUntil(due, delivery, now);
        } else {
            giveUp(
                    delivery,
                    GiveUpReason.EXPIRED,
                    "expired at " + delivery.message().lifecycle().expiry().get());
        }
    }

    private static boolean isExpired(Delivery delivery, Instant now) {
        return delivery.message().lifecycle().expiry().filter(now::isAfter).isPresent();
    }

    private void complete(Delivery delivery, DeliveryOutcome outcome, Instant now) {
        delivering--;
        EndpointGate gate = gates.of(delivery);
        switch (Settlement.of(outcome, delivery.failures, policy.retry(), random.nextDouble())) {
            case Settlement.Acknowledge() -> {
                gate.answered(delivery);
                settle(delivery, now);
            }
            case Settlement.Skip() -> {
                gate.forget(delivery);
                settle(delivery, now);
            }
            case Settlement.GoOn(String endpoint, boolean afresh) -> {
                gate.answered(delivery);
                delivery.failures = afresh ? 0 : delivery.failures;
                goOn(delivery, endpoint, now);
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

    /**
     * Waits for its next endpoint, ahead of messages that have not begun. The stored number of failures stays until the
     * next failure, so that a crash may cost attempts, and never adds any.
     */
    private void goOn(Delivery delivery, String endpoint, Instant now) {
        delivery.endpoint = endpoint;
        if (holdings.isReleasing(delivery)) {
            leave(delivery, now);
        } else {
            holdings.move(delivery, Stage.READY);
            gates.of(delivery).addFirst(delivery);
        }
    }

    private void retry(Delivery delivery, int failures, Instant at, Instant now) {
        delivery.failures = failures;
        if (delivery.lane == null && at.isAfter(now.plus(policy.retryWaitMax()))) {
            requeue(delivery, at);
            return;
        }
        record(delivery, at, now);
    }

    /** The next attempt starts at that time, and only once the number of failures is durable. */
    private void record(Delivery delivery, Instant at, Instant now) {
        commands.accept(new DeliveryCommand.RecordAttempts(delivery, delivery.failures));
        if (holdings.isReleasing(delivery)) {
            // The next holder of the slice finds the count beside the position.
            leave(delivery, now);
        } else {
            delivery.wakeAt = at;
            holdings.move(delivery, Stage.RECORDING);
            recording.add(delivery);
        }
    }

    private void attemptsRecorded(Delivery delivery, Instant now) {
        if (recording.remove(delivery)) {
            delivery.durableFailures = delivery.failures;
            sleepUnlessReleasing(delivery, delivery.wakeAt, now);
        }
    }

    private void await(EndpointGate gate, Delivery delivery, Optional<Duration> wait, Instant now) {
        holdings.move(delivery, Stage.READY);
        wait.ifPresentOrElse(rest -> gate.throttled(delivery, now.plus(rest)), () -> gate.unavailable(delivery, now));
        if (holdings.isReleasing(delivery)) {
            gate.remove(delivery);
            leave(delivery, now);
        }
    }

    private void giveUp(Delivery delivery, GiveUpReason reason, String error) {
        delivery.givenUp = new GiveUp(reason, error);
        holdings.move(delivery, Stage.DEAD_LETTERING);
        commands.accept(new DeliveryCommand.DeadLetter(delivery, reason, error));
    }

    private void deadLettered(Delivery delivery, Instant now) {
        if (delivery.stage == Stage.DEAD_LETTERING) {
            settle(delivery, now);
        }
    }

    private void deadLetterFailed(Delivery delivery, Instant now) {
        if (delivery.stage == Stage.DEAD_LETTERING) {
            notStored(delivery);
            Duration pause = Backoff.STORING.pause(delivery.storeFailures, random.nextDouble());
            sleepUnlessReleasing(delivery, now.plus(pause), now);
        }
    }

    private void requeue(Delivery delivery, Instant due) {
        delivery.requeueDue = due;
        holdings.move(delivery, Stage.REQUEUEING);
        commands.accept(new DeliveryCommand.Requeue(delivery, delivery.failures, due));
    }

    private void requeued(Delivery delivery, Instant now) {
        if (delivery.stage == Stage.REQUEUEING) {
            settle(delivery, now);
        }
    }

    private void requeueFailed(DeliveryEvent.RequeueFailed failed, Instant now) {
        Delivery delivery = failed.delivery();
        Instant due = delivery.requeueDue;
        if (delivery.stage != Stage.REQUEUEING || due == null) {
            return;
        }
        notStored(delivery);
        boolean deliverable = !delivery.belongsElsewhere;
        Duration untilDue = Duration.between(now, due);
        switch (RequeueVerdict.of(failed.fault(), delivery.storeFailures, untilDue, deliverable, random.nextDouble())) {
            case RequeueVerdict.TryAgain(Duration pause) -> {
                Instant next = now.plus(pause);
                sleepUnlessReleasing(delivery, deliverable && due.isBefore(next) ? due : next, now);
            }
            case RequeueVerdict.KeepInHand() -> keepInHand(delivery, due, now);
            case RequeueVerdict.GiveUp() -> {
                stored(delivery);
                giveUp(delivery, GiveUpReason.TOO_LARGE, failed.why());
            }
        }
    }

    /** The message goes to no queue and is delivered from here when it is due. */
    private void keepInHand(Delivery delivery, Instant due, Instant now) {
        stored(delivery);
        delivery.requeueDue = null;
        if (delivery.failures > delivery.durableFailures) {
            record(delivery, due, now);
        } else {
            sleepUnlessReleasing(delivery, due, now);
        }
    }

    private void notStored(Delivery delivery) {
        stuck += delivery.storeFailures == 0 ? 1 : 0;
        delivery.storeFailures++;
    }

    private void stored(Delivery delivery) {
        stuck -= delivery.storeFailures == 0 ? 0 : 1;
        delivery.storeFailures = 0;
    }

    private void settle(Delivery delivery, Instant now) {
        commands.accept(new DeliveryCommand.Acknowledge(delivery));
        leave(delivery, now);
    }

    /** The delivery leaves the pipeline. If it has a lane, it is at the head of it, and the next one takes its turn. */
    private void leave(Delivery delivery, Instant now) {
        Lane<Delivery> lane = delivery.lane;
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
        holdings.beginRelease(slices);
        sleeping.removeIf(delivery -> delivery.lane == null && dropIfWaiting(delivery));
        recording.removeIf(delivery -> delivery.lane == null && dropIfWaiting(delivery));
        gates.removeIf(delivery -> delivery.lane == null && dropIfWaiting(delivery));
        lanes.values().removeIf(lane -> revokeFrom(lane, now));
        sleeping.removeIf(delivery -> delivery.stage == Stage.GONE);
        recording.removeIf(delivery -> delivery.stage == Stage.GONE);
        barred.removeIf(delivery -> delivery.stage == Stage.GONE);
        gates.removeIf(delivery -> delivery.stage == Stage.GONE);
        holdings.releaseFree(slices);
    }

    /** Returns whether the lane is empty now. */
    private boolean revokeFrom(Lane<Delivery> lane, Instant now) {
        Delivery before = lane.first();
        lane.removeIf(this::dropIfWaiting);
        Delivery after = lane.first();
        if (after != null && after != before) {
            approach(after, now);
        }
        return after == null;
    }

    /**
     * A number of failures that is being stored does not keep the slice here: it is stored by the time the slice is
     * given up, and the next holder finds it there.
     */
    private boolean dropIfWaiting(Delivery delivery) {
        boolean waiting = isWaiting(delivery.stage) && holdings.isReleasing(delivery);
        if (waiting) {
            drop(delivery);
        }
        return waiting;
    }

    private static boolean isWaiting(Stage stage) {
        return switch (stage) {
            case BEHIND, BARRED, WAITING, READY, RECORDING -> true;
            case DELIVERING, DEAD_LETTERING, REQUEUEING, GONE -> false;
        };
    }

    /** The delivery is no longer held. */
    private void drop(Delivery delivery) {
        stored(delivery);
        holdings.remove(delivery);
    }

    private void bound() {
        gates.bound();
        if (!paused && isEnough(1)) {
            paused = true;
            commands.accept(DeliveryCommand.PAUSE_READING);
        } else if (paused && !isEnough(RESUME_AT)) {
            paused = false;
            commands.accept(DeliveryCommand.RESUME_READING);
        }
    }

    /** True if this fraction of what may be held, or of what is useful to hold, is reached. */
    private boolean isEnough(double part) {
        int ready = Math.max(READY_MIN, READY_PER_DELIVERY * policy.concurrencyMax());
        return holdings.count() >= policy.heldMax() * part
                || holdings.bytes() >= policy.heldBytesMax() * part
                || gates.haveReady((int) (ready * part));
    }
}
