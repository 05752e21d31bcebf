package io.walgateway.testkit.fake.target;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A target that answers by its script, and records its attempts. A message that no line of the script answers is
 * delivered. Safe for any number of threads.
 */
public final class ScriptedTarget implements Target {
    private final InstantSource clock;
    private final List<ScriptLine> script = new CopyOnWriteArrayList<>();
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private final List<RecordedAttempt> attempts = new ArrayList<>();
    private long ticks;

    public ScriptedTarget(InstantSource clock) {
        this.clock = clock;
    }

    /** Each message that matches gets these outcomes, one an attempt, and is delivered after the last of them. */
    public void on(Predicate<Message> which, DeliveryOutcome... outcomes) {
        script.add(ScriptLine.inTurn(which, List.of(outcomes)));
    }

    /** The message with this id gets these outcomes, one an attempt, and is delivered after the last of them. */
    public void on(UUID id, DeliveryOutcome... outcomes) {
        on(message -> message.id().equals(id), outcomes);
    }

    /** Each message that matches gets this outcome at every attempt, until {@link #forgetScript}. */
    public void always(Predicate<Message> which, DeliveryOutcome outcome) {
        script.add(ScriptLine.always(which, outcome));
    }

    /** All messages get this outcome at every attempt, until {@link #forgetScript}. */
    public void always(DeliveryOutcome outcome) {
        always(message -> true, outcome);
    }

    /** From now on everything is delivered. */
    public void forgetScript() {
        script.clear();
    }

    /** Holds up every delivery that begins from now on, until the gate is released. */
    public Gate blocked() {
        return blocked(message -> true);
    }

    /** Holds up every delivery of these messages that begins from now on, until the gate is released. */
    public Gate blocked(Predicate<Message> which) {
        Gate gate = new Gate(which);
        gates.add(gate);
        return gate;
    }

    @Override
    public DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException {
        Instant startTime = clock.instant();
        long start = tick();
        DeliveryOutcome outcome = new DeliveryOutcome.Unknown("interrupted");
        try {
            for (Gate gate : gates) {
                gate.pass(attempt.message());
            }
            outcome = answer(attempt);
        } finally {
            record(attempt, outcome, start, startTime);
        }
        return outcome;
    }

    /** Every attempt that has ended, in the order in which they began. */
    public List<RecordedAttempt> attempts() {
        synchronized (attempts) {
            return attempts.stream().sorted(RecordedAttempt.BY_START).toList();
        }
    }

    /** Every attempt for one message, in the order in which they began. */
    public List<RecordedAttempt> attempts(UUID id) {
        return attempts().stream()
                .filter(attempt -> attempt.message().id().equals(id))
                .toList();
    }

    /**
     * The messages that were delivered, in the order in which their deliveries began; a message that was delivered
     * twice appears twice.
     */
    public List<Message> delivered() {
        return attempts().stream()
                .filter(attempt -> attempt.outcome() instanceof DeliveryOutcome.Delivered)
                .map(RecordedAttempt::message)
                .toList();
    }

    /** The messages of one key that were delivered. */
    public List<Message> delivered(Bytes orderingKey) {
        return delivered().stream()
                .filter(message -> message.orderingKey().equals(orderingKey))
                .toList();
    }

    /** Pairs of attempts with the same non-empty ordering key that overlapped in time. */
    public List<Overlap> overlaps() {
        List<RecordedAttempt> all = attempts();
        List<Overlap> overlaps = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1;
                    j < all.size() && all.get(j).start() < all.get(i).end();
                    j++) {
                if (all.get(i).hasSameKeyAs(all.get(j))) {
                    overlaps.add(new Overlap(all.get(i), all.get(j)));
                }
            }
        }
        return overlaps;
    }

    private DeliveryOutcome answer(DeliveryAttempt attempt) {
        for (ScriptLine line : script) {
            var outcome = line.next(attempt.message());
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return DeliveryOutcome.DELIVERED;
    }

    private long tick() {
        synchronized (attempts) {
            return ++ticks;
        }
    }

    private void record(DeliveryAttempt attempt, DeliveryOutcome outcome, long start, Instant startTime) {
        synchronized (attempts) {
            attempts.add(new RecordedAttempt(attempt, outcome, start, ++ticks, startTime, clock.instant()));
        }
    }

    /** Two attempts that overlapped in time. */
    public record Overlap(RecordedAttempt first, RecordedAttempt second) {}
}
