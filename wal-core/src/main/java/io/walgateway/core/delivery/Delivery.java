package io.walgateway.core.delivery;

import io.walgateway.core.message.Message;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.target.Destination;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message in a pipeline's hand, from poll to settlement. Only {@link DeliveryCore} changes it, so it is confined to
 * that one's thread, but for the lease, the message and the destination, which never change.
 */
public final class Delivery {
    private final Lease lease;
    private final Message message;
    private final Destination destination;

    Stage stage = Stage.BEHIND;
    /** When it came into its stage, and when into this pipeline's hand. */
    Instant since = Instant.MIN;

    Instant heldSince = Instant.MIN;
    /** Somebody was told that it is in its stage for too long. */
    boolean alarmed;

    /** Its neighbours among those in the same stage. */
    @Nullable
    Delivery before;

    @Nullable
    Delivery after;

    int failures;

    @Nullable
    Lane<Delivery> lane;

    @Nullable
    Instant firstAttempt;

    @Nullable
    Instant lastAttempt;

    @Nullable
    GiveUp givenUp;

    /** When it is to come again from the queue; nothing: it does not go back there. */
    @Nullable
    Instant requeueDue;

    /** Its key belongs to another queue: it has to go there, and is not to be delivered from here. */
    boolean belongsElsewhere;

    /** Tries in a row to store it, as a dead letter or to come again, that have failed. */
    int storeFailures;

    /** The failed attempts that outlast this process. */
    int durableFailures;

    /** It comes from a configuration that is not known here, and waits for that. */
    boolean awaitsPlacement;

    Instant wakeAt = Instant.MIN;

    /** @param destination of the message; that of one that is malformed is never used */
    public Delivery(Lease lease, Message message, Destination destination) {
        this.lease = lease;
        this.message = message;
        this.destination = destination;
        this.failures = Math.max(lease.attempts(), message.attempts());
        this.durableFailures = failures;
    }

    /** Why and with what last error it was given up. */
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

    /** What goes away as a whole. */
    public String endpoint() {
        return destination.endpoint();
    }

    /** Attempts that have failed so far. */
    public int failures() {
        return failures;
    }

    /** When this process first tried; empty: it has not. */
    public Optional<Instant> firstAttempt() {
        return Optional.ofNullable(firstAttempt);
    }

    /** When this process last tried; empty: it has not. */
    public Optional<Instant> lastAttempt() {
        return Optional.ofNullable(lastAttempt);
    }

    long bytes() {
        return lease.bytes();
    }
}
