package io.walgateway.log.set;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.PartList;
import io.walgateway.core.set.SetKeys.Unfinished;
import io.walgateway.core.set.SetRules;
import io.walgateway.core.set.SetState;
import io.walgateway.core.text.Reasons;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out a marker: checks that all parts are there, seals the set, and only then queues the marker. It may end at
 * any step, and be repeated: what is sealed stays sealed, and a sweeper queues it.
 *
 * @param store  of the set
 * @param rules  of its namespace
 * @param total  the number of parts that the marker gives
 * @param marker makes the record that goes to the queue
 * @param queue  appends it
 */
public record SetSealing(
        SetStore store,
        SetRules rules,
        int total,
        Function<MutationSet, Bytes> marker,
        Function<Bytes, CompletionStage<AppendResult>> queue) {
    private static final Logger log = LoggerFactory.getLogger(SetSealing.class);
    /** Several markers of a set at once move it one after another. */
    private static final int TRIES = 10;

    /**
     * One look at the set.
     *
     * @param number from 1
     * @param listed the set is in the list of sets that are being sealed
     */
    private record Look(Instant now, int number, boolean listed) {
        Look next(boolean listedNow) {
            return new Look(now, number + 1, listed || listedNow);
        }
    }

    /** The stage always completes normally. */
    public CompletionStage<SetAnswer> carryOut(Instant now) {
        return look(new Look(now, 1, false));
    }

    private CompletionStage<SetAnswer> look(Look look) {
        return store.find()
                .handle((found, failure) -> failure == null
                        ? found.map(held -> judge(held, look))
                                .orElseGet(() -> answered(new SetAnswer.Incomplete(
                                        IntStream.range(0, total).boxed().toList())))
                        : answered(
                                look.number() == 1
                                        ? new SetAnswer.NotDone("durable storage: " + Reasons.of(failure))
                                        : new SetAnswer.Unknown("durable storage: " + Reasons.of(failure))))
                .thenCompose(answer -> answer)
                .exceptionally(failure -> new SetAnswer.Unknown("durable storage: " + Reasons.of(failure)));
    }

    private CompletionStage<SetAnswer> judge(SetStore.Held held, Look look) {
        return switch (rules.marker(held.set(), total, look.now())) {
            case SetRules.Verdict.Declare(SetState.Open next) -> declare(held, next, look);
            case SetRules.Verdict.Check(SetState.Open open) ->
                store.parts(held.set()).thenCompose(parts -> check(held, open, parts, look));
            case SetRules.Verdict.Queue(SetState.Sealed sealed) -> queue(held, sealed, look.now());
            case SetRules.Verdict.Done() -> answered(SetAnswer.DONE);
            case SetRules.Verdict.Refused(Violation violation) -> answered(new SetAnswer.Refused(violation));
        };
    }

    /** Most markers find all parts, so the set is listed for the sweeper at the same time. */
    private CompletionStage<SetAnswer> declare(SetStore.Held held, SetState.Open next, Look look) {
        return enlist(held, look)
                .thenCombine(store.move(held, next), (_, moved) -> moved)
                .thenCompose(moved -> goOn(moved, look.next(true)));
    }

    private CompletionStage<Void> enlist(SetStore.Held held, Look look) {
        return look.listed()
                ? CompletableFuture.completedStage(null)
                : store.enlist(Unfinished.SEALED, look.now(), held.set().keptUntil());
    }

    /** A set that another marker moved is looked up. */
    private CompletionStage<SetAnswer> goOn(Optional<SetStore.Held> moved, Look next) {
        return moved.map(held -> judge(held, next)).orElseGet(() -> again(next));
    }

    private CompletionStage<SetAnswer> again(Look next) {
        return next.number() <= TRIES
                ? look(next)
                : answered(new SetAnswer.Unknown("too many markers of this set at once"));
    }

    private CompletionStage<SetAnswer> check(SetStore.Held held, SetState.Open open, PartList parts, Look look) {
        Optional<SetRules.Gap> gap = rules.complete(parts, total);
        if (gap.isEmpty()) {
            return seal(held, open, look);
        }
        return switch (gap.get()) {
            case SetRules.Gap.Missing(List<Integer> sequences) -> incomplete(held, sequences, look);
            // The total is of no use, so that another marker may give the right one.
            case SetRules.Gap.Wrong(Violation violation) ->
                store.move(held, SetState.Open.NEW).thenApply(_ -> new SetAnswer.Refused(violation));
        };
    }

    /** Parts are also missing where the set has expired since it was looked up, which is another answer. */
    private CompletionStage<SetAnswer> incomplete(SetStore.Held held, List<Integer> missing, Look look) {
        return store.find()
                .thenCompose(found -> found.equals(Optional.of(held))
                        ? answered(new SetAnswer.Incomplete(missing))
                        : again(look.next(false)));
    }

    private CompletionStage<SetAnswer> seal(SetStore.Held held, SetState.Open open, Look look) {
        SetState.Sealed sealed = open.sealed(marker.apply(held.set()));
        return enlist(held, look)
                .thenCompose(_ -> store.move(held, sealed))
                .thenCompose(moved -> goOn(moved, look.next(true)));
    }

    private CompletionStage<SetAnswer> queue(SetStore.Held held, SetState.Sealed sealed, Instant now) {
        return queue.apply(sealed.marker())
                .exceptionally(AppendResult.Unknown::of)
                .thenApply(result -> switch (result) {
                    case AppendResult.Appended() -> {
                        queued(held, sealed, now);
                        yield SetAnswer.DONE;
                    }
                    case AppendResult.NotAppended(String why) -> notQueued(why);
                    case AppendResult.TooLarge large -> notQueued(large.why());
                    case AppendResult.Unknown(String why) -> notQueued(why);
                });
    }

    /** Never certain: a sweeper queues it. */
    private static SetAnswer notQueued(String why) {
        return new SetAnswer.Unknown(
                "the set is sealed and will be applied, but its marker may not be in the queue yet: " + why);
    }

    /** Nobody waits for this: a sweeper does what is left undone. */
    private void queued(SetStore.Held held, SetState.Sealed sealed, Instant now) {
        store.move(held, sealed.queued())
                .thenCompose(_ -> store.strike(Unfinished.SEALED, now))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        log.debug("a set is queued, but still listed: set={}", store.keys(), failure);
                    }
                });
    }

    private static CompletionStage<SetAnswer> answered(SetAnswer answer) {
        return CompletableFuture.completedStage(answer);
    }
}
