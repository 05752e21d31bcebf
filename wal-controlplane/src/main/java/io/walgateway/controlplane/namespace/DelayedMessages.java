package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.DelayedEntries;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.storage.Cancellations;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the queues of a namespace hold back until it is due. Every method throws {@link RefusedException} when it cannot do
 * what it is asked for.
 */
public final class DelayedMessages {
    private static final Logger log = LoggerFactory.getLogger(DelayedMessages.class);

    private final Namespaces namespaces;
    private final Provisioner queues;
    private final InstantSource clock;

    public DelayedMessages(Namespaces namespaces, Provisioner queues, InstantSource clock) {
        this.namespaces = namespaces;
        this.queues = queues;
        this.clock = clock;
    }

    /** How many each queue holds that can say so, by the queue's name for people. */
    public Map<String, DelayedCounts> pending(String namespace) {
        Map<String, DelayedCounts> counts = new LinkedHashMap<>();
        Map<String, DelayedEntries> delayed =
                namespaces.withEarlierQueues(namespace).map(this::delayed).orElse(Map.of());
        if (delayed.isEmpty()) {
            throw new RefusedException(new Refusal.NothingDelayed(namespace));
        }
        delayed.forEach((queue, entries) -> {
            try {
                counts.put(queue, entries.pending());
            } catch (QueueUnavailableException e) {
                throw new RefusedException(new Refusal.QueueAway(queue, String.valueOf(e.getMessage())), e);
            }
        });
        return counts;
    }

    /**
     * Takes back what is held of a message, wherever it is. What has come out already, or is due within a second, is not
     * affected; whether there was anything is not known. Where a queue that holds back cannot do it, the namespace's durable
     * storage notes that it is not wanted.
     */
    public void cancel(String namespace, UUID message, Signature by) {
        NamespaceConfig config = namespaces
                .withEarlierQueues(namespace)
                .orElseThrow(() -> new RefusedException(new Refusal.NothingDelayed(namespace)));
        Map<String, CompletableFuture<AppendResult>> answers = new LinkedHashMap<>();
        delayed(config)
                .forEach((queue, entries) ->
                        answers.put(queue, entries.cancel(message).toCompletableFuture()));
        notes(config).ifPresent(notes -> answers.put("durable storage", noted(notes.add(message, clock.instant()))));
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

    private static void requireAccepted(String queue, AppendResult result) {
        switch (result) {
            case AppendResult.Appended() -> {}
            case AppendResult.NotAppended(String why) ->
                throw new RefusedException(new Refusal.CancelUncertain(queue, why));
            case AppendResult.Unknown(String why) ->
                throw new RefusedException(new Refusal.CancelUncertain(queue, why));
        }
    }

    private Map<String, DelayedEntries> delayed(NamespaceConfig config) {
        Map<String, DelayedEntries> delayed = new LinkedHashMap<>();
        config.readQueues()
                .forEach(queue -> queues.client(queue.type())
                        .flatMap(client -> client.delayed(queue))
                        .ifPresent(entries -> delayed.put(nameOf(queue), entries)));
        return delayed;
    }

    private Optional<Cancellations> notes(NamespaceConfig config) {
        return config.readQueues().stream().anyMatch(this::onlyHoldsBack)
                ? config.durableStorage()
                        .flatMap(queues::storage)
                        .map(storage -> new Cancellations(storage, config.name()))
                : Optional.empty();
    }

    private boolean onlyHoldsBack(QueueConfig queue) {
        return queues.client(queue.type())
                .filter(client ->
                        client.holdsBack(queue) && client.delayed(queue).isEmpty())
                .isPresent();
    }

    private static CompletableFuture<AppendResult> noted(CompletionStage<Void> note) {
        return note.<AppendResult>handle((_, failure) -> failure == null
                        ? AppendResult.APPENDED
                        : new AppendResult.Unknown(String.valueOf(failure.getMessage())))
                .toCompletableFuture();
    }

    private static String nameOf(QueueConfig queue) {
        return queue.type() + " " + String.join(", ", queue.names());
    }
}
