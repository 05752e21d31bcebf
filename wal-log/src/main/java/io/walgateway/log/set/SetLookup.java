package io.walgateway.log.set;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.PartList;
import io.walgateway.core.set.SetState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Looks at a mutation set in durable storage. Stages complete as those of the storage do.
 *
 * @param ownTargets the groups that apply sets whose parts name their targets
 * @param targets    the groups that apply all others
 */
public record SetLookup(SetStore store, Collection<ConsumerGroup> ownTargets, Collection<ConsumerGroup> targets) {

    /** What is known; empty: there is no set with this id, or it is forgotten. */
    public CompletionStage<Optional<SetFacts>> look() {
        return store.find()
                .thenCompose(found -> found.map(held -> facts(held.set()).thenApply(Optional::of))
                        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())));
    }

    private CompletionStage<SetFacts> facts(MutationSet set) {
        return store.parts(set).thenCompose(parts -> switch (set.state()) {
            case SetState.Open(int total) ->
                found(set, parts, parts.missing(total == 0 ? parts.end() : total), Map.of());
            case SetState.Sealed(int total, var _) -> progress(set, parts, total);
            case SetState.Queued(int total) -> progress(set, parts, total);
            case SetState.DeadLettered(int total) -> progress(set, parts, total);
            case SetState.Applied _, SetState.Expired _ -> found(set, parts, List.of(), Map.of());
        });
    }

    private CompletionStage<SetFacts> progress(MutationSet set, PartList parts, int total) {
        CompletionStage<Map<String, Integer>> progress = CompletableFuture.completedStage(new TreeMap<>());
        for (ConsumerGroup group : set.ownTargets() ? ownTargets : targets) {
            progress = progress.thenCombine(store.progress(set.generation(), group.target(), total), (all, one) -> {
                all.put(group.target(), one.count());
                return all;
            });
        }
        return progress.thenCompose(all -> found(set, parts, List.of(), all));
    }

    private static CompletionStage<SetFacts> found(
            MutationSet set, PartList parts, List<Integer> missing, Map<String, Integer> progress) {
        return CompletableFuture.completedStage(new SetFacts(set, parts.count(), missing, progress));
    }
}
