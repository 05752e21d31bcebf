package io.walgateway.core.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One write on its way: the content of {@code wal.v1.LogRecord} in the words of the core.
 *
 * @param id                    stays the same across retries, redrives and replays
 * @param namespace             whose log it is in
 * @param payload               what the targets get; empty where there is a claim
 * @param target                where it goes; empty: to each of the namespace's targets
 * @param recipient            the one of the namespace's targets that it is for, by its name there, such as when it comes
 *                             again after that one failed; empty text: all of them
 * @param orderingKey           messages with the same key are delivered in append order where the namespace asks for
 *                              it; empty: ordered with nothing
 * @param lifecycle             the times that bound its delivery
 * @param attempts              deliveries that have failed so far, at least 0
 * @param configurationRevision the namespace's revision when it was appended
 * @param provenance            where it came from
 * @param priority              who goes first under load
 * @param claim                 where the payload lies, if it is not here
 */
public record Message(
        UUID id,
        String namespace,
        Bytes payload,
        Optional<TargetAddress> target,
        String recipient,
        Bytes orderingKey,
        Lifecycle lifecycle,
        int attempts,
        long configurationRevision,
        Provenance provenance,
        Priority priority,
        Optional<ClaimCheck> claim) {
    /**
     * Clocks differ, but a time far ahead is a mistake that lasts: targets let the later write win, so nothing could
     * overwrite it until then. Kafka's topics take timestamps as far ahead, too, where they say nothing else.
     */
    public static final Duration WRITE_TIME_AHEAD_MAX = Duration.ofHours(1);

    public Message {
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts: " + attempts + " (expected: >= 0)");
        }
        if (claim.isPresent() && !payload.isEmpty()) {
            throw new IllegalArgumentException("payload: " + payload + " (expected: none, it lies in durable storage)");
        }
    }

    /** A message that has its payload with it. */
    public Message(
            UUID id,
            String namespace,
            Bytes payload,
            Optional<TargetAddress> target,
            String recipient,
            Bytes orderingKey,
            Lifecycle lifecycle,
            int attempts,
            long configurationRevision,
            Provenance provenance,
            Priority priority) {
        this(
                id,
                namespace,
                payload,
                target,
                recipient,
                orderingKey,
                lifecycle,
                attempts,
                configurationRevision,
                provenance,
                priority,
                Optional.empty());
    }

    /**
     * The same message, to come again later.
     *
     * @param to       the one target that it is then for; empty text: as it was
     * @param failures deliveries that have failed so far
     * @param when     no delivery before
     */
    public Message again(String to, int failures, Instant when) {
        return new Message(
                id,
                namespace,
                payload,
                target,
                to.isEmpty() ? recipient : to,
                orderingKey,
                new Lifecycle(lifecycle.writeTime, lifecycle.appendTime, when, lifecycle.expiry),
                failures,
                configurationRevision,
                provenance,
                priority,
                claim);
    }

    /** The same message, with its payload in durable storage. */
    public Message claimed(ClaimCheck check) {
        return withPayload(Bytes.EMPTY, Optional.of(check));
    }

    /** The same message, with its payload back from durable storage. */
    public Message restored(Bytes restored) {
        return withPayload(restored, Optional.empty());
    }

    private Message withPayload(Bytes changed, Optional<ClaimCheck> check) {
        return new Message(
                id,
                namespace,
                changed,
                target,
                recipient,
                orderingKey,
                lifecycle,
                attempts,
                configurationRevision,
                provenance,
                priority,
                check);
    }

    /** The same message, appended under another revision of the namespace's configuration. */
    public Message under(long revision) {
        return new Message(
                id,
                namespace,
                payload,
                target,
                recipient,
                orderingKey,
                lifecycle,
                attempts,
                revision,
                provenance,
                priority,
                claim);
    }

    /**
     * The times that bound a delivery.
     *
     * @param writeTime  when the caller made the change; decides which of two writes wins at targets that can tell
     * @param appendTime when the gateway appended it
     * @param due        no delivery before; equal to the append time when there is no delay
     * @param expiry     no delivery after
     */
    public record Lifecycle(Instant writeTime, Instant appendTime, Instant due, Optional<Instant> expiry) {
        /** Whether it has to wait for its time, or had to, be it for a retry. */
        public boolean isDelayed() {
            return due.isAfter(appendTime);
        }
    }

    /**
     * Where a message came from.
     *
     * @param originRegion the region in which it was first appended; empty text when the deployment names none
     * @param hops         every region that has passed it on, the origin first
     * @param trace        the caller's trace
     * @param headers      passed on to targets that have headers, in this order
     */
    public record Provenance(String originRegion, List<String> hops, TraceContext trace, List<Header> headers) {
        /** Nothing known. */
        public static final Provenance NONE = new Provenance("", List.of(), TraceContext.NONE, List.of());

        public Provenance {
            hops = List.copyOf(hops);
            headers = List.copyOf(headers);
        }

        /** The same, with another trace and other headers. */
        public Provenance with(TraceContext changedTrace, List<Header> changedHeaders) {
            return new Provenance(originRegion, hops, changedTrace, changedHeaders);
        }
    }

    /** Who goes first when load must be shed. */
    public enum Priority {
        LOW,
        NORMAL,
        HIGH
    }
}
