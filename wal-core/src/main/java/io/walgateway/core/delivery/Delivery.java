package io.walgateway.core.delivery;

import io.walgateway.core.message.Message;
import io.walgateway.core.queue.Lease;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message in a pipeline's hand, from poll to settlement. Only {@link DeliveryCore} changes it, so it is confined to
 * that one's thread, but for the lease, the message and the endpoint, which never change.
 */
public final class Delivery {
    private final Lease lease;
    private final Message message;
    private final String endpoint;

    Stage stage = Stage.QUEUED;
    int failures;

    @Nullable
    Lane lane;

    @Nullable
    Instant firstAttempt;

    @Nullable
    Instant lastAttempt;

    @Nullable
    GiveUp givenUp;

    /** When it is to come again from the queue; nothing: it does not go back there. */
    @Nullable
    Instant requeueDue;

    /** It comes from a configuration that is not known here, and waits for that. */
    boolean awaitsPlacement;

    Instant wakeAt = Instant.MIN;

    /**
     * @param endpoint what goes away as a whole, see {@link io.walgateway.core.target.TargetClient#endpoint}
     */
    public Delivery(Lease lease, Message message, String endpoint) {
        this.lease = lease;
        this.message = message;
        this.endpoint = endpoint;
        this.failures = Math.max(lease.attempts(), message.attempts());
    }

    /** Where it is on its way. */
    enum Stage {
        /** Behind others of its lane, or waiting for its time or its target. */
        QUEUED,
        /** The target has it in hand. */
        DELIVERING,
        /** The number of its failures is being stored. */
        RECORDING,
        /** It is being stored as a dead letter. */
        DEAD_LETTERING,
        /** It is being appended once more. */
        REQUEUEING,
        /** Settled, or its slice was given up. */
        GONE
    }

    /** Why and with what last error it was given up. */
    record GiveUp(GiveUpReason reason, String error) {}

    public Lease lease() {
        return lease;
    }

    public Message message() {
        return message;
    }

    public String endpoint() {
        return endpoint;
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
        return lease.record().size();
    }
}
