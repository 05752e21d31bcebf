package io.walgateway.core.namespace;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Decides how to treat a message read from one queue when its key may belong to another queue by now. When a
 * namespace's queues change, a key moves only once everything in its old queue is settled; until then its new messages
 * wait in the new queue. Pure, and safe for any number of threads.
 */
public final class Placement {
    /** Nothing is kept in order, or nothing has moved: every message is delivered from the queue it is in. */
    public static final Placement ANYWHERE = new Placement(Long.MAX_VALUE, List.of());

    /** A queue may leave waits this short to its readers; such a message already has its place in the order. */
    private static final Duration SHORT_DELAY = Duration.ofSeconds(1);

    private final long revision;
    /** The oldest first, the present one last. */
    private final List<Era> eras;

    /**
     * The revisions below {@code until}, and which keys they put here. Only the first configuration counts: it is the
     * one that keeps order.
     *
     * @param here the queue's index among the queues of that era; negative if it was not one of them
     */
    private record Era(long until, QueueChoice choice, int here) {
        static Era of(long until, List<QueueConfig> queues, QueueConfig queue) {
            QueueConfig first = queues.getFirst();
            boolean sameServers =
                    first.type().equals(queue.type()) && first.cluster().equals(queue.cluster());
            int here = sameServers ? first.names().indexOf(queue.names().getFirst()) : -1;
            return new Era(until, new QueueChoice(first.names()), here);
        }

        boolean isPresent() {
            return until == Long.MAX_VALUE;
        }

        boolean isHome(Bytes key) {
            return here >= 0 && choice.indexOf(key) == here;
        }
    }

    /** How to treat a message. */
    public enum Verdict {
        /** Deliver it from here. */
        HERE,
        /** Hold it until an earlier queue of its key is drained. */
        WAITS,
        /**
         * It was appended under a configuration that is not known here yet: it waits for that configuration, but not
         * for long.
         */
        NEWER_REVISION,
        /** Append it to the queue to which its key belongs now. */
        ELSEWHERE
    }

    private Placement(long revision, List<Era> eras) {
        this.revision = revision;
        this.eras = List.copyOf(eras);
    }

    /**
     * The placement under a namespace's current configuration.
     *
     * @param queue the queue that is read: one of {@link NamespaceConfig#readQueues}
     */
    public static Placement of(NamespaceConfig namespace, QueueConfig queue) {
        if (namespace.ordering() == Ordering.NONE) {
            return ANYWHERE;
        }
        List<Era> eras = new ArrayList<>();
        List<QueueConfig> next = namespace.queues();
        eras.add(Era.of(Long.MAX_VALUE, next, queue));
        for (Generation generation : namespace.earlier().reversed()) {
            // Where only targets have changed, every key keeps its queue.
            if (!generation.drained() && !isSameHome(generation.queues(), next)) {
                next = generation.queues();
                eras.addFirst(Era.of(generation.until(), next, queue));
            }
        }
        return new Placement(namespace.revision(), eras);
    }

    private static boolean isSameHome(List<QueueConfig> one, List<QueueConfig> other) {
        QueueConfig first = one.getFirst();
        QueueConfig second = other.getFirst();
        return first.type().equals(second.type())
                && first.cluster().equals(second.cluster())
                && Set.copyOf(first.names()).equals(Set.copyOf(second.names()));
    }

    /**
     * A delayed message takes its place in the order when it is released, in the queue to which its key belongs then.
     */
    private static boolean isDelayed(Message message) {
        Message.Lifecycle times = message.lifecycle();
        return times.due().isAfter(times.appendTime().plus(SHORT_DELAY));
    }

    /** The rule. */
    public Verdict of(Message message) {
        Bytes key = message.orderingKey();
        long appendedBy = message.configurationRevision();
        // A client that writes straight to a queue gives no revision, and has chosen the queue.
        if (eras.isEmpty() || key.isEmpty() || appendedBy == 0) {
            return Verdict.HERE;
        }
        if (appendedBy > revision) {
            return Verdict.NEWER_REVISION;
        }
        for (Era era : eras) {
            boolean here = era.isHome(key);
            if (appendedBy < era.until()) {
                return here && (era.isPresent() || !isDelayed(message)) ? Verdict.HERE : Verdict.ELSEWHERE;
            }
            if (!here) {
                return Verdict.WAITS;
            }
        }
        return Verdict.HERE;
    }
}
