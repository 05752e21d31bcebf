package io.walgateway.core.target;

import java.time.Duration;

/** What a delivery ended with. A fact; what to do about it is decided by a rule elsewhere. */
public sealed interface DeliveryOutcome {

    /** The target has it. */
    record Delivered() implements DeliveryOutcome {}

    /**
     * The message was rightly not delivered, and never is to be: it was cancelled, say. The target does not have it, and this
     * says nothing about the target.
     */
    record Skipped(String why) implements DeliveryOutcome {}

    /** The target is there but asks for less; it does not have the message. */
    record Throttled(Duration retryAfter, String why) implements DeliveryOutcome {}

    /** The target as a whole is away: no message would get through. It does not have this one, as far as is known. */
    record Unavailable(String why) implements DeliveryOutcome {}

    /** This message failed; it may succeed later. */
    record Failed(String why) implements DeliveryOutcome {}

    /** The place that this message is for is not there, and may be made later: a topic, a queue, a table. */
    record Absent(String why) implements DeliveryOutcome {}

    /** This message failed and always will. */
    record Rejected(String why) implements DeliveryOutcome {}

    /** The target may or may not have it. */
    record Unknown(String why) implements DeliveryOutcome {}

    /** The one instance that is ever needed. */
    Delivered DELIVERED = new Delivered();
}
