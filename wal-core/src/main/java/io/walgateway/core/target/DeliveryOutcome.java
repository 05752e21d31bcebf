package io.walgateway.core.target;

import java.time.Duration;

/** The outcome of a delivery. A fact; a rule elsewhere decides what to do about it. */
public sealed interface DeliveryOutcome {

    /** The target has it. */
    record Delivered() implements DeliveryOutcome {}

    /**
     * The message was rightly not delivered and never will be, for example because it was cancelled. The target does
     * not have it. This outcome says nothing about the target.
     */
    record Skipped(String why) implements DeliveryOutcome {}

    /**
     * The delivery goes on at once, at another endpoint or with another part of the message. It counts no attempt.
     *
     * @param endpoint where it goes on: the message waits with others for that endpoint
     * @param partDone true if a part of the message was delivered, so that earlier failures no longer count
     */
    record Progressed(String endpoint, boolean partDone) implements DeliveryOutcome {}

    /** The target is reachable but asks for a lower rate; it does not have the message. */
    record Throttled(Duration retryAfter, String why) implements DeliveryOutcome {}

    /** The target as a whole is away: no message would get through. As far as is known, it does not have this one. */
    record Unavailable(String why) implements DeliveryOutcome {}

    /** This message failed; it may succeed later. */
    record Failed(String why) implements DeliveryOutcome {}

    /**
     * The destination of this message, such as a topic, a queue or a table, does not exist and may be created later.
     */
    record Absent(String why) implements DeliveryOutcome {}

    /** This message failed and always will. */
    record Rejected(String why) implements DeliveryOutcome {}

    /** The target may or may not have it. */
    record Unknown(String why) implements DeliveryOutcome {}

    /** The only instance needed. */
    Delivered DELIVERED = new Delivered();
}
