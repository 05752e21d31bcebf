package io.walgateway.controlplane.namespace;

import io.walgateway.controlplane.revision.Precondition;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Revision;
import io.walgateway.controlplane.revision.Signature;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.QueueUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Deletes namespaces, and by default only those that hold nothing: what is undelivered, delayed or dead-lettered stays in
 * queues and store, and a namespace that is made again under that name goes on with it, which has to be asked for.
 *
 * <p>Every method throws {@link RefusedException} when it cannot do what it is asked for.
 */
public final class Deletions {
    private final Namespaces namespaces;
    private final Provisioner queues;
    private final ToLongFunction<String> openLetters;

    /** What happens to what a namespace holds. */
    public enum Pending {
        /** Nothing is deleted while there is any. */
        REFUSE,
        /** It stays where it is. */
        KEEP
    }

    /** @param openLetters how many dead letters of a namespace are neither redriven nor discarded */
    public Deletions(Namespaces namespaces, Provisioner queues, ToLongFunction<String> openLetters) {
        this.namespaces = namespaces;
        this.queues = queues;
        this.openLetters = openLetters;
    }

    public Revision delete(String name, Pending pending, Precondition condition, Signature by) {
        if (pending == Pending.REFUSE) {
            condition.check(name, Optional.of(namespaces.current(name).revision()));
            namespaces.withEarlierQueues(name).ifPresent(this::requireEmpty);
        }
        return namespaces.delete(name, condition, by);
    }

    private void requireEmpty(NamespaceConfig namespace) {
        Set<ConsumerGroup> groups = ConsumerGroup.of(namespace);
        List<String> undelivered = namespace.readQueues().stream()
                .filter(queue -> ask(queue, () -> !isSettled(queue, groups)))
                .map(Deletions::nameOf)
                .toList();
        long delayed = namespace.readQueues().stream()
                .mapToLong(queue -> ask(
                        queue,
                        () -> queues.pending(queue, groups)
                                .map(DelayedCounts::total)
                                .orElse(0L)))
                .sum();
        long letters = openLetters.applyAsLong(namespace.name());
        if (!undelivered.isEmpty() || delayed > 0 || letters > 0) {
            throw new RefusedException(new Refusal.StillHolds(namespace.name(), undelivered, delayed, letters));
        }
    }

    private boolean isSettled(QueueConfig queue, Set<ConsumerGroup> groups) {
        return queues.end(queue)
                .map(end -> queues.isSettled(queue, groups, end))
                .orElse(true);
    }

    private static <T> T ask(QueueConfig queue, Supplier<T> question) {
        try {
            return question.get();
        } catch (QueueUnavailableException e) {
            throw new RefusedException(new Refusal.QueueAway(nameOf(queue), String.valueOf(e.getMessage())), e);
        }
    }

    private static String nameOf(QueueConfig queue) {
        return queue.type() + " " + String.join(", ", queue.names());
    }
}
