package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.DelayedEntries;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.storage.Cancellations;
import io.walgateway.core.text.Reasons;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that a namespace's queues hold back until they are due. Every method throws {@link RefusedException}
 * when it cannot do what it is asked.
 */
public final class DelayedMessages {
    private static final Logger log = LoggerFactory.getLogger(DelayedMessages.class);

    private final Namespaces namespaces;
    private final Regions regions;
    private final Optional<DurableStorageConfig> standardStorage;
    private final InstantSource clock;

    /** @param standardStorage of namespaces whose documents name none; consumers have the same setting */
    public DelayedMessages(
            Namespaces namespaces,
            Regions regions,
            Optional<DurableStorageConfig> standardStorage,
            InstantSource clock) {
        this.namespaces = namespaces;
        this.regions = regions;
        this.standardStorage = standardStorage;
        this.clock = clock;
    }

    /** How much each queue holds back, by the queue's display name. */
    public Map<String, DelayedCounts> pending(String namespace) {
        NamespaceConfig config = config(namespace);
        Set<ConsumerGroup> groups = ConsumerGroup.of(config);
        Map<String, DelayedCounts> counts = new LinkedHashMap<>();
        for (Provisioner region : regions.all()) {
            config.readQueues()
                    .forEach(queue -> pending(region, queue, groups)
                            .ifPresent(pending -> counts.put(region.name(queue), pending)));
        }
        if (counts.isEmpty()) {
            throw new RefusedException(new Refusal.NothingDelayed(namespace));
        }
        return counts;
    }

    private static Optional<DelayedCounts> pending(Provisioner region, QueueConfig queue, Set<ConsumerGroup> groups) {
        try {
            return region.pending(queue, groups);
        } catch (QueueUnavailableException e) {
            throw new RefusedException(new Refusal.QueueAway(region.name(queue), Reasons.of(e)), e);
        }
    }

    /**
     * Cancels the delayed copies of a message in every queue. Copies that have already come out, or are due within a
     * second, are not affected. The caller does not learn whether there were any copies. Where a queue that holds
     * messages back cannot cancel them, the cancellation is noted in durable storage.
     */
    public void cancel(String namespace, UUID message, Signature by) {
        NamespaceConfig config = config(namespace);
        Map<String, CompletableFuture<AppendResult>> answers = new LinkedHashMap<>();
        for (Provisioner region : regions.all()) {
            delayed(region, config)
                    .forEach((queue, entries) ->
                            answers.put(queue, entries.cancel(message).toCompletableFuture()));
            notes(region, config)
                    .forEach((storage, notes) -> answers.put(storage, noted(notes.add(message, clock.instant()))));
        }
        if (answers.isEmpty()) {
            throw new RefusedException(new Refusal.NothingCancellable(namespace));
        }
        answers.forEach((queue, answer) -> requireAccepted(queue, answer.join()));
        log.info(
                "delayed message cancelled: namespace={} messageId={} author={} reason={}",
                namespace,
                message,
                by.author(),
                by.reason());
    }

    private NamespaceConfig config(String namespace) {
        return namespaces
                .withEarlierQueues(namespace)
                .orElseThrow(() -> new RefusedException(new Refusal.NothingDelayed(namespace)));
    }

    private static void requireAccepted(String queue, AppendResult result) {
        switch (result) {
            case AppendResult.Appended() -> {}
            case AppendResult.TooLarge large ->
                throw new RefusedException(new Refusal.CancelUncertain(queue, large.why()));
            case AppendResult.NotAppended(String why) ->
                throw new RefusedException(new Refusal.CancelUncertain(queue, why));
            case AppendResult.Unknown(String why) ->
                throw new RefusedException(new Refusal.CancelUncertain(queue, why));
        }
    }

    private static Map<String, DelayedEntries> delayed(Provisioner region, NamespaceConfig config) {
        Map<String, DelayedEntries> delayed = new LinkedHashMap<>();
        config.readQueues()
                .forEach(queue -> region.client(queue.type())
                        .flatMap(client -> client.delays().entries(queue))
                        .ifPresent(entries -> delayed.put(region.name(queue), entries)));
        return delayed;
    }

    /** By the name of the storage; none if no queue needs them, or there is no storage. */
    private Map<String, Cancellations> notes(Provisioner region, NamespaceConfig config) {
        return config.readQueues().stream().anyMatch(queue -> onlyHoldsBack(region, queue))
                ? config.durableStorage()
                        .or(() -> standardStorage)
                        .flatMap(storage -> region.storage(storage)
                                .map(items -> Map.of(region.name(storage), new Cancellations(items, config.name()))))
                        .orElse(Map.of())
                : Map.of();
    }

    private static boolean onlyHoldsBack(Provisioner region, QueueConfig queue) {
        return region.client(queue.type())
                .filter(client -> client.traits(queue).supportsDelay()
                        && client.delays().entries(queue).isEmpty())
                .isPresent();
    }

    private static CompletableFuture<AppendResult> noted(CompletionStage<Void> note) {
        return note.<AppendResult>handle((_, failure) ->
                        failure == null ? AppendResult.APPENDED : new AppendResult.Unknown(Reasons.of(failure)))
                .toCompletableFuture();
    }
}
