package io.walgateway.client.receiver;

import java.time.Duration;

/** What became of a delivery. The gateway acts on it. */
public sealed interface Outcome {

    /** The application has it. */
    record Delivered() implements Outcome {}

    /** See {@link #retryAfter}. */
    record RetryAfter(Duration duration, String reason) implements Outcome {}

    /** See {@link #failed}. */
    record Failed(String reason) implements Outcome {}

    /** See {@link #rejected}. */
    record Rejected(String reason) implements Outcome {}

    /** See {@link #unavailable}. */
    record Unavailable(String reason) implements Outcome {}

    /** The application has it. */
    static Outcome delivered() {
        return new Delivered();
    }

    /**
     * The application does not have it and asks for a lower rate: all deliveries to its address wait. No attempt is
     * used up.
     *
     * @param duration 100 ms to 10 minutes; another value counts as the nearest of these
     */
    static Outcome retryAfter(Duration duration, String reason) {
        return new RetryAfter(duration, reason);
    }

    /** This message failed, and may succeed later: it is retried as the namespace's retry policy says. */
    static Outcome failed(String reason) {
        return new Failed(reason);
    }

    /** This message failed and always will: it is dead-lettered at once. */
    static Outcome rejected(String reason) {
        return new Rejected(reason);
    }

    /**
     * The application as a whole cannot accept anything at present, for example because its database is away: all
     * deliveries to its address wait, and one at a time probes. No attempt is used up.
     */
    static Outcome unavailable(String reason) {
        return new Unavailable(reason);
    }
}
