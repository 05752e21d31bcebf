package io.walgateway.core.delivery;

import io.walgateway.core.message.Message;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.target.Destination;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message held by a pipeline, from poll to settlement. Only {@link DeliveryCore} changes it, so it is confined to
 * the core's thread. The lease, the message and the destination never change.
 */
public final class Delivery {
    private final Lease lease;
    private final Message message;
    private final Destination destination;

    Stage stage = Stage.BEHIND;
    /** When it entered its stage, and when this pipeline first held it. */
    Instant since = Instant.MIN;

    Instant heldSince = Instant.MIN;
    /** An alarm has been raised: it has been in its stage for too long. */
    boolean alarmed;

    /** The neighbouring deliveries in the same stage. */
    @Nullable
    Delivery before;

    @Nullable
    Delivery after;

    int failures;

    /** Where its next attempt goes; changes as the parts of its message are delivered. */
    String endpoint;

    @Nullable
    Lane<Delivery> lane;

    @Nullable
    Instant firstAttempt;

    @Nullable
    Instant lastAttempt;

    @Nullable
    GiveUp givenUp;

    /** When the queue is to deliver it again; null: it does not go back to the queue. */
    @Nullable
    Instant requeueDue;

    /** Its key belongs to another queue: it must be appended there and not be delivered from here. */
    boolean belongsElsewhere;

    /** Failed attempts in a row to store it as a dead letter or to requeue it. */
    int storeFailures;

    /** The number of failed attempts that is stored durably. */
    int durableFailures;

    /** It was appended under a configuration that is not known here yet, and waits for that configuration. */
    boolean awaitsPlacement;

    Instant wakeAt = Instant.MIN;

    /** @param destination of the message; never used for a malformed one */
    public Delivery(Lease lease, Message message, Destination destination) {
        this.lease = lease;
        this.message = message;
        this.destination = destination;
        this.endpoint = destination.endpoint();
        this.failures = Math.max(lease.attempts(), message.attempts());
        this.durableFailures = failures;
    }

    /** Why it was given up, and the last error. */
    record GiveUp(GiveUpReason reason, String error) {}

    public Lease lease() {
        return lease;
    }

    public Message message() {
        return message;
    }

    public Destination destination() {
        return destination;
    }

    /** The endpoint that is away or reachable as a whole. */
    public String endpoint() {
        return endpoint;
    }

    /** Attempts that have failed so far. */
    public int failures() {
        return failures;
    }

    /** When this process made its first attempt; empty if it has made none. */
    public Optional<Instant> firstAttempt() {
        return Optional.ofNullable(firstAttempt);
    }

    /** When this process made its latest attempt; empty if it has made none. */
    public Optional<Instant> lastAttempt() {
        return Optional.ofNullable(lastAttempt);
    }

    long bytes() {
        return lease.bytes();
    }
}
