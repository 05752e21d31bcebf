package io.walgateway.core.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One write in transit: the content of {@code wal.v1.LogRecord} in the terms of the core.
 *
 * @param id                    stays the same across retries, redrives and replays
 * @param namespace             whose log contains it
 * @param body                  the payload for the targets, or where it is stored
 * @param routing               its recipients and its ordering
 * @param lifecycle             the times that bound its delivery
 * @param attempts              deliveries that have failed so far, at least 0
 * @param configurationRevision the namespace's revision when it was appended
 * @param provenance            where it came from
 * @param priority              which messages go first under load
 */
public record Message(
        UUID id,
        String namespace,
        Body body,
        Routing routing,
        Lifecycle lifecycle,
        int attempts,
        long configurationRevision,
        Provenance provenance,
        Priority priority) {
    /**
     * Clocks differ, but a time far ahead does lasting damage: targets let the later write win, so nothing could
     * overwrite this one until then. Kafka topics accept timestamps as far ahead by default, too.
     */
    public static final Duration WRITE_TIME_AHEAD_MAX = Duration.ofHours(1);

    public Message {
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts: " + attempts + " (expected: >= 0)");
        }
    }

    /** The payload for the targets; empty if it is not in the message. */
    public Bytes payload() {
        return body instanceof Inline(Bytes payload) ? payload : Bytes.EMPTY;
    }

    /** Where the payload is stored, if it is in durable storage. */
    public Optional<ClaimCheck> claim() {
        return body instanceof Claimed(ClaimCheck claim) ? Optional.of(claim) : Optional.empty();
    }

    /** {@link Routing#target()}. */
    public Optional<TargetAddress> target() {
        return routing.target;
    }

    /** {@link Routing#recipient()}. */
    public String recipient() {
        return routing.recipient;
    }

    /** {@link Routing#orderingKey()}. */
    public Bytes orderingKey() {
        return routing.orderingKey;
    }

    /**
     * The same message, to be delivered again later.
     *
     * @param to       the one target it is for from then on; empty text: the recipients stay as they were
     * @param failures deliveries that have failed so far
     * @param when     no delivery before this time
     */
    public Message rescheduled(String to, int failures, Instant when) {
        return new Message(
                id,
                namespace,
                body,
                to.isEmpty() ? routing : routing.to(to),
                new Lifecycle(lifecycle.writeTime, lifecycle.appendTime, when, lifecycle.expiry),
                failures,
                configurationRevision,
                provenance,
                priority);
    }

    /** The same message with another body, such as its payload read from durable storage. */
    public Message with(Body changed) {
        return new Message(
                id, namespace, changed, routing, lifecycle, attempts, configurationRevision, provenance, priority);
    }

    /** The same message with another routing. */
    public Message with(Routing changed) {
        return new Message(
                id, namespace, body, changed, lifecycle, attempts, configurationRevision, provenance, priority);
    }

    /** The same message with other times. */
    public Message with(Lifecycle changed) {
        return new Message(
                id, namespace, body, routing, changed, attempts, configurationRevision, provenance, priority);
    }

    /** The same message with another provenance. */
    public Message with(Provenance changed) {
        return new Message(id, namespace, body, routing, lifecycle, attempts, configurationRevision, changed, priority);
    }

    /** The same message, appended under another revision of the namespace's configuration. */
    public Message withRevision(long revision) {
        return new Message(id, namespace, body, routing, lifecycle, attempts, revision, provenance, priority);
    }

    /** The content of a message. */
    public sealed interface Body {}

    /** The payload itself. */
    public record Inline(Bytes payload) implements Body {}

    /** Where the payload is stored in durable storage. */
    public record Claimed(ClaimCheck claim) implements Body {}

    /** The completion marker of a mutation set; the parts are in durable storage. */
    public record Marked(SetMarker marker) implements Body {}

    /**
     * A body written by a later version. The message waits until a version that knows this body reads it.
     *
     * @param kind human-readable, such as {@code body_kind 7}
     */
    public record Unknown(String kind) implements Body {}

    /**
     * The recipients of a message and its ordering.
     *
     * @param target      chosen by the caller; empty: each of the namespace's targets
     * @param recipient   the name of the one target of the namespace that the message is for, for example when it is
     *                    delivered again after that target failed; empty text: all of them
     * @param orderingKey messages with the same key are delivered in append order if the namespace orders by key;
     *                    empty: not ordered
     */
    public record Routing(Optional<TargetAddress> target, String recipient, Bytes orderingKey) {
        /** To each of the namespace's targets. */
        public static Routing toAll(Bytes orderingKey) {
            return new Routing(Optional.empty(), "", orderingKey);
        }

        /** The same routing, to one of the namespace's targets. */
        public Routing to(String name) {
            return new Routing(target, name, orderingKey);
        }
    }

    /**
     * The times that bound a delivery.
     *
     * @param writeTime  when the caller made the change; decides which of two writes wins at targets that compare write
     *                   times
     * @param appendTime when the gateway appended it
     * @param due        no delivery before; equal to the append time when there is no delay
     * @param expiry     no delivery after
     */
    public record Lifecycle(Instant writeTime, Instant appendTime, Instant due, Optional<Instant> expiry) {
        /** True if it has, or had, to wait for its due time, including the backoff of a retry. */
        public boolean isDelayed() {
            return due.isAfter(appendTime);
        }
    }

    /**
     * Where a message came from.
     *
     * @param originRegion the region in which it was first appended; empty text when the deployment names none
     * @param hops         every region that has forwarded it, the origin first
     * @param logs         the logs through which it has passed, the one that contains it last, each as in {@link #log};
     *                     empty: the gateway did not append it
     * @param trace        the caller's trace
     * @param headers      passed on to targets that support headers, in this order
     */
    public record Provenance(
            String originRegion, List<String> hops, List<String> logs, TraceContext trace, List<Header> headers) {
        /** Nothing is known. */
        public static final Provenance NONE = new Provenance("", List.of(), List.of(), TraceContext.NONE, List.of());

        public Provenance {
            hops = List.copyOf(hops);
            logs = List.copyOf(logs);
            headers = List.copyOf(headers);
        }

        /** The same provenance by way of these regions. */
        public Provenance by(String origin, List<String> regions) {
            return new Provenance(origin, regions, logs, trace, headers);
        }

        /** The same provenance with another trace and other headers. */
        public Provenance with(TraceContext changedTrace, List<Header> changedHeaders) {
            return new Provenance(originRegion, hops, logs, changedTrace, changedHeaders);
        }

        /**
         * The name of a log, by which it is told from all others that a write can pass through.
         *
         * @param region empty text when the deployment names none
         */
        public static String log(String region, String namespace) {
            return region + "/" + namespace;
        }
    }

    /** Which messages go first when load must be shed. */
    public enum Priority {
        LOW,
        NORMAL,
        HIGH
    }
}
