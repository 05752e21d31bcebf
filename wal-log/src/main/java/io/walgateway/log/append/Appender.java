package io.walgateway.log.append;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.text.Reasons;
import io.walgateway.log.client.LogClients;
import io.walgateway.log.payload.PayloadPlace;
import io.walgateway.log.payload.PayloadStore;
import io.walgateway.log.record.LogEntry;
import io.walgateway.log.record.MessageIds;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Appends a record to the queues in its namespace's current configuration. This is the only way into a log: for first
 * writes, requeued messages and redriven dead letters. Safe for any number of threads; no method blocks.
 *
 * <p>If a record does not fit its queue, its payload goes to the namespace's durable storage and a claim to the queue;
 * without durable storage, the result is {@link AppendResult.TooLarge}. Entries that one thread appends with the same
 * ordering key are in the queue in that order.
 */
public final class Appender implements AutoCloseable {
    private static final AppendResult LATE = new AppendResult.Unknown("the queue has not answered by the deadline");

    private final AppendRoutes routes;
    private final PayloadStore payloads;
    private final KeyTurns<TurnKey> turns = new KeyTurns<>();

    private record TurnKey(String namespace, Bytes orderingKey) {}

    /**
     * @param clients closed by the caller, after this
     * @param ids     for the keys of payloads in durable storage
     */
    public Appender(Plugins plugins, LogClients clients, InstantSource clock, MessageIds ids) {
        this.routes = new AppendRoutes(plugins, clients, clock);
        this.payloads = new PayloadStore(ids);
    }

    /**
     * Appends an entry. The stage always completes normally: on this thread, on a thread of the queue's or the
     * storage's client, or on a timer's. Actions attached to it must not block.
     *
     * @param namespace its current configuration; a target without a plugin here is no obstacle, since other processes
     *                  may have the plugin
     * @param groups    the groups that are to read it, for queues that store one copy for each
     */
    public CompletionStage<AppendResult> append(
            LogEntry entry, NamespaceConfig namespace, Set<ConsumerGroup> groups, AppendTerms terms) {
        return switch (routes.of(namespace)) {
            case AppendRoute.Closed closed ->
                CompletableFuture.completedFuture(new AppendResult.NotAppended(String.join("; ", closed.gaps())));
            case AppendRoute.Open open -> append(entry, open, groups, terms).exceptionally(AppendResult.Unknown::of);
        };
    }

    /** Why this process cannot append for this namespace; empty if it can. */
    public Optional<String> obstacle(NamespaceConfig namespace) {
        return routes.of(namespace) instanceof AppendRoute.Closed closed
                ? Optional.of(String.join("; ", closed.gaps()))
                : Optional.empty();
    }

    /** Forgets all other namespaces. */
    public void retain(Set<String> namespaces) {
        routes.retain(namespaces);
    }

    /** Where the namespace appends now; worked out if it is new or has changed, otherwise looked up. */
    public AppendRoute route(NamespaceConfig namespace) {
        return routes.of(namespace);
    }

    /** As above, except that the stage may fail: it is then unknown whether the entry was appended. */
    public CompletionStage<AppendResult> append(
            LogEntry entry, AppendRoute.Open route, Set<ConsumerGroup> groups, AppendTerms terms) {
        return routes.timer().withDeadline(begin(entry, route, groups, terms), terms.patience(), LATE);
    }

    private CompletionStage<AppendResult> begin(
            LogEntry entry, AppendRoute.Open route, Set<ConsumerGroup> groups, AppendTerms terms) {
        // Storage that cannot keep a payload long enough counts as none.
        Optional<PayloadPlace> storage = route.claimPlace(entry, terms)
                .filter(place -> place.tooLong(entry).isEmpty());
        if (storage.isPresent()) {
            PayloadPlace place = storage.get();
            return entry.key().isEmpty()
                    ? toStorage(entry, place, route, groups, terms)
                    : turns.takeLong(turn(entry), () -> toStorage(entry, place, route, groups, terms));
        }
        int bytesMax = route.path(entry).bytesMax(terms);
        if (entry.bytes() > bytesMax) {
            return CompletableFuture.completedFuture(new AppendResult.TooLarge(entry.bytes(), bytesMax));
        }
        return entry.key().isEmpty()
                ? toQueue(entry, route, groups, terms)
                : turns.take(turn(entry), () -> toQueue(entry, route, groups, terms));
    }

    private CompletionStage<AppendResult> toStorage(
            LogEntry entry, PayloadPlace place, AppendRoute.Open route, Set<ConsumerGroup> groups, AppendTerms terms) {
        return CompletableFuture.completedFuture(entry)
                .thenCompose(whole -> payloads.store(whole, place, groups))
                .<AppendResult>thenCompose(claimed -> toQueue(claimed.entry(), route, groups, terms)
                        .thenApply(result -> {
                            switch (result) {
                                case AppendResult.NotAppended _, AppendResult.TooLarge _ ->
                                    payloads.discard(claimed.claim(), place);
                                case AppendResult.Appended _, AppendResult.Unknown _ -> {}
                            }
                            return result;
                        })
                        .exceptionally(AppendResult.Unknown::of))
                .exceptionally(failure -> new AppendResult.NotAppended(
                        "the payload is not in durable storage " + place.name() + ": " + Reasons.of(failure)));
    }

    private static CompletionStage<AppendResult> toQueue(
            LogEntry entry, AppendRoute.Open route, Set<ConsumerGroup> groups, AppendTerms terms) {
        try {
            return route.path(entry).append(entry.forQueue(groups), terms);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static TurnKey turn(LogEntry entry) {
        return new TurnKey(entry.namespace(), entry.key());
    }

    /** Stops the timer. Pending answers then come from their queues. */
    @Override
    public void close() {
        routes.close();
    }
}
