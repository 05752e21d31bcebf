package io.walgateway.producer;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.PartList;
import io.walgateway.core.set.SetState;
import io.walgateway.core.text.Reasons;
import io.walgateway.log.append.AppendRoute;
import io.walgateway.log.set.SetStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Looks at a mutation set in durable storage. */
record SetLookup(SetStore store, AppendRoute.Open route) {
    private static final Duration PATIENCE_MAX = Duration.ofDays(1);

    /** The stage always completes normally. */
    CompletionStage<SetReport> look(Duration patience) {
        long millis = (patience.compareTo(PATIENCE_MAX) < 0 ? patience : PATIENCE_MAX).toMillis();
        return store.find()
                .thenCompose(found -> found.map(held -> report(held.set()))
                        .orElseGet(() -> CompletableFuture.completedStage(new SetReport.Absent())))
                .exceptionally(failure -> new SetReport.Away(Reasons.of(failure)))
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(new SetReport.Away("no answer by the deadline"), millis, TimeUnit.MILLISECONDS);
    }

    private CompletionStage<SetReport> report(MutationSet set) {
        return store.parts(set).thenCompose(parts -> switch (set.state()) {
            case SetState.Open(int total) ->
                found(set, parts, parts.missing(total == 0 ? parts.end() : total), Map.of());
            case SetState.Sealed(int total, var _) -> progress(set, parts, total);
            case SetState.Queued(int total) -> progress(set, parts, total);
            case SetState.DeadLettered(int total) -> progress(set, parts, total);
            case SetState.Applied _, SetState.Expired _ -> found(set, parts, List.of(), Map.of());
        });
    }

    private CompletionStage<SetReport> progress(MutationSet set, PartList parts, int total) {
        Set<ConsumerGroup> groups = set.ownTargets() ? route.requestGroups() : route.targetGroups();
        CompletionStage<Map<String, Integer>> progress = CompletableFuture.completedStage(new TreeMap<>());
        for (ConsumerGroup group : groups) {
            progress = progress.thenCombine(store.progress(set.generation(), group.target(), total), (all, one) -> {
                all.put(group.target(), one.count());
                return all;
            });
        }
        return progress.thenCompose(all -> found(set, parts, List.of(), all));
    }

    private static CompletionStage<SetReport> found(
            MutationSet set, PartList parts, List<Integer> missing, Map<String, Integer> progress) {
        return CompletableFuture.completedStage(new SetReport.Found(set, parts.count(), missing, progress));
    }
}
