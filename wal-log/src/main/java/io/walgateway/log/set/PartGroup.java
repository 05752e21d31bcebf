package io.walgateway.log.set;

import io.walgateway.core.plugin.Violation;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetState;
import io.walgateway.core.text.Reasons;
import io.walgateway.proto.v1.StoredPart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Accepts parts of one set: opens the set if need be, stores them, and then looks at the set. A marker that did not see
 * a part was answered before; the part is then refused. Of two different parts with the same sequence, one is stored.
 *
 * @param store    of the set
 * @param openSets of this process
 * @param parts    each with another sequence, at least one
 */
public record PartGroup(SetStore store, OpenSets openSets, List<IncomingPart> parts) {

    public PartGroup {
        parts = List.copyOf(parts);
    }

    /** The answers, by sequence. The stage always completes normally. */
    public CompletionStage<Map<Integer, SetAnswer>> accept() {
        return openSets.known(store)
                .filter(set -> parts.stream().allMatch(part -> part.refusal(set).isEmpty()))
                .map(this::into)
                .orElseGet(this::intoFound);
    }

    private CompletionStage<Map<Integer, SetAnswer>> intoFound() {
        return store.find()
                .thenCompose(found -> found.map(held -> CompletableFuture.completedStage(held))
                        .orElseGet(() -> store.open(parts.getFirst().fresh())))
                .handle((held, failure) -> failure == null
                        ? into(held.set())
                        : CompletableFuture.completedStage(
                                all(parts, new SetAnswer.NotDone("durable storage: " + Reasons.of(failure)))))
                .thenCompose(answers -> answers);
    }

    private CompletionStage<Map<Integer, SetAnswer>> into(MutationSet set) {
        Map<Integer, SetAnswer> refused = answers(parts, part -> part.refusal(set));
        List<IncomingPart> admitted = without(refused, parts);
        return admitted.isEmpty()
                ? CompletableFuture.completedStage(refused)
                : stored(set, admitted)
                        .exceptionally(failure ->
                                all(admitted, new SetAnswer.Unknown("durable storage: " + Reasons.of(failure))))
                        .thenApply(answers -> union(refused, answers));
    }

    private CompletionStage<Map<Integer, SetAnswer>> stored(MutationSet set, List<IncomingPart> admitted) {
        Map<Integer, StoredPart> given =
                admitted.stream().collect(Collectors.toMap(IncomingPart::sequence, IncomingPart::part));
        return store.putParts(set, given).thenCompose(present -> {
            Map<Integer, SetAnswer> conflicts =
                    answers(admitted, part -> part.conflict(present.getOrDefault(part.sequence(), part.part())));
            List<IncomingPart> there = without(conflicts, admitted);
            return there.isEmpty()
                    ? CompletableFuture.completedStage(conflicts)
                    : store.find()
                            .thenCompose(found -> confirmed(set, found.map(SetStore.Held::set), there))
                            .thenApply(answers -> union(conflicts, answers));
        });
    }

    /** The set after the parts were stored. Nothing of them may stay where the set has gone in the meantime. */
    private CompletionStage<Map<Integer, SetAnswer>> confirmed(
            MutationSet set, Optional<MutationSet> found, List<IncomingPart> there) {
        Optional<MutationSet> present = found.filter(other -> other.generation().equals(set.generation()));
        openSets.seen(store, present);
        if (present.isEmpty()) {
            return withoutParts(set, all(there, new SetAnswer.Unknown("the set has gone in the meantime")));
        }
        Map<Integer, SetAnswer> refused = answers(there, part -> part.refusal(present.get()));
        Map<Integer, SetAnswer> answers = union(all(there, SetAnswer.DONE), refused);
        return switch (present.get().state()) {
            case SetState.Expired _, SetState.Applied _ -> withoutParts(set, answers);
            case SetState.Open _, SetState.Sealed _, SetState.Queued _, SetState.DeadLettered _ ->
                CompletableFuture.completedStage(answers);
        };
    }

    private CompletionStage<Map<Integer, SetAnswer>> withoutParts(MutationSet set, Map<Integer, SetAnswer> answers) {
        return store.removeParts(set.generation(), List.of()).thenApply(_ -> answers);
    }

    private static Map<Integer, SetAnswer> answers(
            List<IncomingPart> parts, Function<IncomingPart, Optional<Violation>> check) {
        Map<Integer, SetAnswer> answers = new HashMap<>();
        parts.forEach(part -> check.apply(part)
                .ifPresent(violation -> answers.put(part.sequence(), new SetAnswer.Refused(violation))));
        return answers;
    }

    private static Map<Integer, SetAnswer> all(List<IncomingPart> parts, SetAnswer answer) {
        return parts.stream().collect(Collectors.toMap(IncomingPart::sequence, _ -> answer));
    }

    private static List<IncomingPart> without(Map<Integer, SetAnswer> answered, List<IncomingPart> parts) {
        return parts.stream()
                .filter(part -> !answered.containsKey(part.sequence()))
                .toList();
    }

    private static Map<Integer, SetAnswer> union(Map<Integer, SetAnswer> some, Map<Integer, SetAnswer> others) {
        Map<Integer, SetAnswer> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }
}
