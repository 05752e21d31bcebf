package io.walgateway.consumer.set;

import io.walgateway.consumer.set.RunStep.Apply;
import io.walgateway.consumer.set.RunStep.Letter;
import io.walgateway.core.delivery.Settlement;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.SetMarker;
import io.walgateway.core.set.SetPolicy.OnRejected;
import io.walgateway.core.set.SetProgress;
import io.walgateway.core.storage.StorageUnavailableException;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Destination;
import io.walgateway.core.target.Target;
import io.walgateway.core.text.Reasons;
import io.walgateway.log.set.SetParts;
import io.walgateway.proto.v1.StoredPart;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/**
 * Applies the mutation set of one marker that is in hand. An attempt delivers one part, or several that go to the same
 * endpoint, and says at which endpoint it goes on. Each part is noted in durable storage before the next one begins, so
 * that a crash repeats at most the part in hand.
 *
 * <p>Belongs to one delivery, whose attempts follow each other.
 */
public final class SetRun implements Target {
    /** Larger payloads do not wait in memory for their endpoint; they are read again. */
    static final int KEPT_BYTES_MAX = 4 << 10;

    private static final String LETTERS = "dead letters of parts";

    private final Message marker;
    private final SetMarker set;
    private final SetRoute route;
    private final StoredRun stored;
    private final SetMeters meters;
    private final InstantSource clock;
    private SetProgress progress;
    private int doneAtFirst;
    private RunStep step = RunStep.BEGIN;
    private Optional<Ahead> ahead = Optional.empty();

    SetRun(Message marker, SetMarker set, SetRoute route, StoredRun stored, SetMeters meters, InstantSource clock) {
        this.marker = marker;
        this.set = set;
        this.route = route;
        this.stored = stored;
        this.meters = meters;
        this.clock = clock;
        this.progress = new SetProgress(set.parts(), List.of());
    }

    /** An attempt under way, and the endpoint by whose gate it came. */
    private record Turn(DeliveryAttempt attempt, String endpoint, Instant until) {}

    /** A part that is read while the one before it is noted. */
    private record Ahead(int sequence, CompletionStage<Optional<StoredPart>> part) {}

    /** The part at which the set stopped; empty: it has not begun. */
    public OptionalInt stoppedAt() {
        return step instanceof RunStep.Begin || progress.isComplete()
                ? OptionalInt.empty()
                : OptionalInt.of(progress.next());
    }

    /** The dead letter of the set is durable. Returns at once. */
    public void deadLettered() {
        stored.deadLettered();
    }

    @Override
    public DeliveryOutcome deliver(DeliveryAttempt attempt) throws InterruptedException {
        Instant now = clock.instant();
        Turn turn = new Turn(attempt, endpoint(), now.plus(attempt.left(now).dividedBy(2)));
        int doneBefore = progress.count();
        boolean moved = false;
        try {
            while (true) {
                Optional<DeliveryOutcome> end = advance(turn);
                if (end.isPresent()) {
                    return end.get();
                }
                moved = true;
                if (!mayGoOn(turn, doneBefore)) {
                    return new DeliveryOutcome.Progressed(endpoint(), isPartDone(doneBefore));
                }
            }
        } catch (StorageUnavailableException e) {
            return turn.endpoint().equals(stored.endpoint()) && !moved
                    ? new DeliveryOutcome.Unavailable("durable storage " + set.place() + ": " + Reasons.of(e))
                    : new DeliveryOutcome.Progressed(stored.endpoint(), isPartDone(doneBefore));
        }
    }

    /** Parts that were done when the set was looked up were not done by this attempt. */
    private boolean isPartDone(int doneBefore) {
        return progress.count() > Math.max(doneBefore, doneAtFirst);
    }

    private String endpoint() {
        return switch (step) {
            case Apply apply -> apply.destination().endpoint();
            case Letter _ -> LETTERS;
            case RunStep.Begin _, RunStep.Read _, RunStep.Note _, RunStep.Finish _ -> stored.endpoint();
        };
    }

    /**
     * Steps in storage follow at once. A part does if it goes to the endpoint by whose gate the attempt came; a further
     * part also needs at least half of the time, and no failure that would count for it.
     */
    private boolean mayGoOn(Turn turn, int doneBefore) {
        return switch (step) {
            case Apply apply ->
                apply.destination().endpoint().equals(turn.endpoint())
                        && (!isPartDone(doneBefore)
                                || (turn.attempt().number() == 1
                                        && clock.instant().isBefore(turn.until())));
            case Letter _, RunStep.Begin _, RunStep.Read _, RunStep.Note _, RunStep.Finish _ -> true;
        };
    }

    /** Carries out the step; empty: the next one is known. */
    private Optional<DeliveryOutcome> advance(Turn turn) throws InterruptedException {
        return switch (step) {
            case RunStep.Begin _ -> begin(turn);
            case RunStep.Read _ -> read(turn);
            case Apply apply -> apply(apply, turn);
            case Letter letter -> letter(letter, turn);
            case RunStep.Note(int sequence) -> note(sequence, turn);
            case RunStep.Finish _ -> {
                stored.finish(turn.attempt());
                meters.applied();
                yield Optional.of(DeliveryOutcome.DELIVERED);
            }
        };
    }

    private Optional<DeliveryOutcome> begin(Turn turn) throws InterruptedException {
        Optional<DeliveryOutcome> obstacle = stored.begin(turn.attempt());
        if (obstacle.isPresent()) {
            return obstacle;
        }
        progress = stored.progress(turn.attempt());
        doneAtFirst = progress.count();
        step = progress.isComplete() ? RunStep.FINISH : RunStep.READ;
        return Optional.empty();
    }

    private Optional<DeliveryOutcome> read(Turn turn) throws InterruptedException {
        int sequence = progress.next();
        CompletionStage<Optional<StoredPart>> reading = ahead.filter(next -> next.sequence() == sequence)
                .map(Ahead::part)
                .orElseGet(() -> stored.reading(sequence));
        ahead = Optional.empty();
        Optional<StoredPart> part = stored.part(reading, turn.attempt());
        if (part.isEmpty()) {
            // A marker that is in the queue twice may have been applied in the meantime.
            Optional<DeliveryOutcome> obstacle = stored.begin(turn.attempt());
            return obstacle.isPresent()
                    ? obstacle
                    : Optional.of(new DeliveryOutcome.Rejected(progress + ": it is not in durable storage "
                            + set.place() + ", which keeps it until " + set.expiry()));
        }
        Message message;
        try {
            message = SetParts.message(part.get(), sequence, marker, set);
        } catch (IllegalArgumentException e) {
            return Optional.of(new DeliveryOutcome.Rejected(progress + ": " + e.getMessage()));
        }
        Destination destination = route.destinations().apply(message);
        step = new Apply(sequence, destination, Optional.of(message));
        return Optional.empty();
    }

    private Optional<DeliveryOutcome> apply(Apply apply, Turn turn) throws InterruptedException {
        if (apply.part().isEmpty()) {
            step = RunStep.READ;
            return Optional.empty();
        }
        Message part = apply.part().get();
        DeliveryOutcome outcome = apply.destination()
                .target()
                .deliver(new DeliveryAttempt(
                        part, turn.attempt().number(), turn.attempt().deadline()));
        return after(apply, part, outcome, turn.attempt());
    }

    private Optional<DeliveryOutcome> after(
            Apply apply, Message part, DeliveryOutcome outcome, DeliveryAttempt attempt) {
        if (outcome instanceof DeliveryOutcome.Delivered || outcome instanceof DeliveryOutcome.Skipped) {
            meters.part(outcome);
            step = new RunStep.Note(apply.sequence());
            return Optional.empty();
        }
        if (Settlement.of(outcome, attempt.number() - 1, route.retry(), 0)
                        instanceof Settlement.GiveUp(var reason, int failures, String error)
                && route.onRejected().get() == OnRejected.SKIP) {
            String what = "part " + apply.sequence() + " of set " + set.id() + ": " + error;
            step = new Letter(apply.sequence(), new PartLetters.Letter(part, reason, what, failures));
            return Optional.empty();
        }
        step = apply.waiting(KEPT_BYTES_MAX);
        return Optional.of(told(outcome));
    }

    private DeliveryOutcome told(DeliveryOutcome outcome) {
        return switch (outcome) {
            case DeliveryOutcome.Failed(String why) -> new DeliveryOutcome.Failed(progress + ": " + why);
            case DeliveryOutcome.Absent(String why) -> new DeliveryOutcome.Absent(progress + ": " + why);
            case DeliveryOutcome.Rejected(String why) -> new DeliveryOutcome.Rejected(progress + ": " + why);
            case DeliveryOutcome.Unknown(String why) -> new DeliveryOutcome.Unknown(progress + ": " + why);
            case DeliveryOutcome.Delivered _,
                    DeliveryOutcome.Skipped _,
                    DeliveryOutcome.Progressed _,
                    DeliveryOutcome.Throttled _,
                    DeliveryOutcome.Unavailable _ -> outcome;
        };
    }

    private Optional<DeliveryOutcome> letter(Letter letter, Turn turn) throws InterruptedException {
        if (route.letters().store(letter.letter())) {
            meters.partDeadLettered();
            step = new RunStep.Note(letter.sequence());
            return Optional.empty();
        }
        return Optional.of(
                turn.endpoint().equals(LETTERS)
                        ? new DeliveryOutcome.Unavailable("the dead-letter queue does not take a part")
                        : new DeliveryOutcome.Progressed(LETTERS, false));
    }

    private Optional<DeliveryOutcome> note(int sequence, Turn turn) throws InterruptedException {
        OptionalInt next = progress.nextAfter(sequence);
        ahead = next.isPresent()
                ? Optional.of(new Ahead(next.getAsInt(), stored.reading(next.getAsInt())))
                : Optional.empty();
        stored.done(sequence, turn.attempt());
        progress.done(sequence);
        step = progress.isComplete() ? RunStep.FINISH : RunStep.READ;
        return Optional.empty();
    }
}
