package io.walgateway.consumer.route;

import io.walgateway.consumer.payload.ClaimedPayloads;
import io.walgateway.consumer.set.SetApplication;
import io.walgateway.consumer.set.SetRoute;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.SetMarker;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Destination;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Decides which messages of a log a pipeline delivers, and where to. Safe for any number of threads. */
public sealed interface Subscription {

    static Subscription of(
            PipelineSpec spec,
            Targets targets,
            QueueClient queue,
            ClaimedPayloads payloads,
            SetApplication sets,
            KnownTargets known) {
        Subscription route = spec.target()
                .<Subscription>map(target ->
                        new ToNamespaceTarget(target.name(), targets.at(target.address()), spec.until(), known))
                .orElseGet(() -> new ToRequestTarget(targets, spec.otherTargets(), known));
        Subscription restoring = restoring(route, payloads, spec.group());
        Subscription cancellable = cancellable(restoring, spec, queue, payloads);
        Subscription applying = applyingSets(cancellable, sets, setRoute(route, spec, queue, sets, payloads, known));
        return awaitingVersions(
                queue.traits(spec.queue()).isSharedLog()
                        ? applying
                        : new Exclusive(applying, GroupFanOut.of(spec, queue)));
    }

    private static SetRoute setRoute(
            Subscription route,
            PipelineSpec spec,
            QueueClient queue,
            SetApplication sets,
            ClaimedPayloads payloads,
            KnownTargets known) {
        return new SetRoute(
                spec.group().target(),
                route::destination,
                spec.retry(),
                known::onRejected,
                cancelsInStorage(spec, queue)
                        ? payloads.place(spec.storage())
                                .flatMap(storage -> sets.cancellations(storage, spec.namespace()))
                        : Optional.empty(),
                QueuedPartLetters.of(spec, queue));
    }

    /** Some queues cancel delayed entries themselves; for others, the namespace's storage knows cancelled messages. */
    private static Subscription cancellable(
            Subscription route, PipelineSpec spec, QueueClient queue, ClaimedPayloads payloads) {
        return payloads.place(spec.storage())
                .filter(_ -> cancelsInStorage(spec, queue))
                .map(storage -> skippingCancelled(
                        route, payloads, new ClaimCheck.Place(storage.type(), storage.namespace(), storage.shard())))
                .orElse(route);
    }

    private static boolean cancelsInStorage(PipelineSpec spec, QueueClient queue) {
        return queue.traits(spec.queue()).supportsDelay()
                && queue.delays().entries(spec.queue()).isEmpty();
    }

    /** A marker is not delivered: the parts of its set are, each where it would go by itself. */
    static Subscription applyingSets(Subscription route, SetApplication sets, SetRoute parts) {
        return new Decorated(
                route,
                (message, destination) -> message.body() instanceof Message.Marked(SetMarker set)
                        ? sets.destination(message, set, parts)
                        : destination);
    }

    /** True if the pipeline delivers the message; otherwise another pipeline of the namespace does. */
    boolean takes(Message message);

    /** True if the pipeline also handles entries that are not records: exactly one of a namespace's does. */
    boolean takesMalformed();

    /** The destination of a message that the pipeline takes. */
    Destination destination(Message message);

    /**
     * To one target that the namespace has, or had: all messages that name no target themselves and whose revision had
     * this one, and messages for it alone. Messages written for other targets may still come, out of a delay or again
     * after a crash; this target would get them after messages that were written later. Messages of a revision that is
     * not known here wait.
     *
     * @param until the first revision without the target; {@link PipelineSpec#NO_END}: the namespace has it
     */
    record ToNamespaceTarget(String name, Destination destination, long until, KnownTargets known)
            implements Subscription {
        private static final DeliveryOutcome NOT_FOR_IT =
                new DeliveryOutcome.Skipped("it was written when the target had been left");

        @Override
        public boolean takes(Message message) {
            return message.target().isEmpty()
                    && (message.recipient().isEmpty() ? mayBeForIt(message) : isForItAlone(message));
        }

        private boolean mayBeForIt(Message message) {
            return !known.isSurelyNotFor(name, message.configurationRevision());
        }

        private boolean isForItAlone(Message message) {
            return message.recipient().equals(name);
        }

        @Override
        public boolean takesMalformed() {
            return false;
        }

        @Override
        public Destination destination(Message message) {
            return isForItAlone(message) || message.configurationRevision() < until
                    ? destination
                    : known.untilKnown(name, NOT_FOR_IT);
        }
    }

    /** Takes the same messages as the other route, and derives their destinations from that route's. */
    record Decorated(Subscription route, BiFunction<Message, Destination, Destination> decorator)
            implements Subscription {
        @Override
        public boolean takes(Message message) {
            return route.takes(message);
        }

        @Override
        public boolean takesMalformed() {
            return route.takesMalformed();
        }

        @Override
        public Destination destination(Message message) {
            return decorator.apply(message, route.destination(message));
        }
    }

    /**
     * Fetches a payload in durable storage before the delivery. Messages with such payloads have endpoints of their
     * own: while the storage is away, others go on.
     */
    static Subscription restoring(Subscription route, ClaimedPayloads payloads, ConsumerGroup group) {
        return new Decorated(route, (message, destination) -> switch (message.body()) {
            case Message.Inline _ -> destination;
            case Message.Claimed(ClaimCheck claim) ->
                new Destination(
                        payloads.restoring(destination.target(), group),
                        destination.endpoint() + " with payloads from " + claim.place());
            case Message.Marked _, Message.Unknown _ -> destination;
        });
    }

    /** A message of a later version waits for it, on an endpoint of its own, wherever it would go. */
    static Subscription awaitingVersions(Subscription route) {
        return new Decorated(
                route,
                (message, destination) -> message.body() instanceof Message.Unknown(String kind)
                        ? new Destination(
                                _ -> new DeliveryOutcome.Unavailable("a later version wrote it: " + kind
                                        + " is not known here (expected: an upgrade of this consumer)"),
                                "a later version, which knows " + kind)
                        : destination);
    }

    /**
     * Delivers a delayed message only if durable storage has no cancellation of it. Delayed messages have endpoints of
     * their own, as above.
     */
    static Subscription skippingCancelled(Subscription route, ClaimedPayloads payloads, ClaimCheck.Place place) {
        return new Decorated(
                route,
                (message, destination) -> message.lifecycle().isDelayed()
                        ? new Destination(
                                payloads.unlessCancelled(destination.target(), place),
                                destination.endpoint() + " with cancellations in " + place)
                        : destination);
    }

    /**
     * The same where no other pipeline sees the messages that this one leaves out: it takes all messages, and those
     * that it would have left to others have a destination of their own.
     */
    record Exclusive(Subscription route, Destination others) implements Subscription {
        @Override
        public boolean takes(Message message) {
            return true;
        }

        @Override
        public boolean takesMalformed() {
            return true;
        }

        @Override
        public Destination destination(Message message) {
            return route.takes(message) ? route.destination(message) : others;
        }
    }

    /**
     * To the target that each message names. A message for a target that no longer exists is not forgotten, but
     * rejected as soon as it is known that no later document has that target.
     */
    final class ToRequestTarget implements Subscription {
        private static final int REMEMBERED_MAX = 1024;

        private final Targets targets;
        private final Set<String> otherTargets;
        private final KnownTargets known;
        private final Map<TargetAddress, Destination> remembered =
                Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<TargetAddress, Destination> eldest) {
                        return size() > REMEMBERED_MAX;
                    }
                });

        ToRequestTarget(Targets targets, Set<String> otherTargets, KnownTargets known) {
            this.targets = targets;
            this.otherTargets = otherTargets;
            this.known = known;
        }

        @Override
        public boolean takes(Message message) {
            return message.target().isPresent()
                    || (!message.recipient().isEmpty() && !otherTargets.contains(message.recipient()));
        }

        @Override
        public boolean takesMalformed() {
            return true;
        }

        @Override
        public Destination destination(Message message) {
            return message.target()
                    .map(address -> remembered.computeIfAbsent(address, targets::requested))
                    .orElseGet(() -> known.untilKnown(
                            message.recipient(),
                            new DeliveryOutcome.Rejected("target " + message.recipient()
                                    + " is not one of the namespace's (expected: one of " + new TreeSet<>(otherTargets)
                                    + ")")));
        }
    }
}
