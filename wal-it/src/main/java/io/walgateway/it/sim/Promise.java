package io.walgateway.it.sim;

/** The promises that a run is checked against; the numbers are those of INVARIANTS.md. */
public enum Promise {
    TRUE_ARRIVES(1, "what was answered TRUE was delivered, or is in the dead-letter queue with its reason"),
    FALSE_NEVER_APPEARS(2, "what was answered FALSE, or refused, is not in the log"),
    NOTHING_INVENTED(2, "what was delivered lay in the log, with that id, key and payload"),
    KEY_IN_ORDER(3, "deliveries of one key started in append order"),
    KEY_WITHOUT_OVERLAP(3, "deliveries of one key did not overlap"),
    IN_TIME(4, "no delivery started before it was due, nor after its expiry"),
    SETTLED_WHEN_DURABLE(5, "no position was committed past what was neither delivered nor dead-lettered"),
    COUNTED_WHEN_DURABLE(5, "an attempt started only when the count before it was durable; a crash cost one at most"),
    OUTAGE_COSTS_NOTHING(7, "no attempt was counted, and nothing given up, that was not the message's own failure"),
    RESUMES_AFTER_OUTAGE(7, "deliveries went on within 10 s of a target's return"),
    TROUBLE_STAYS(8, "nothing that could go waited for what others wait for"),
    BOUNDED(12, "what was held stayed within the limits and the polls ahead"),
    DRAINS(1, "when the faults had ended, everything was settled in bounded time");

    private final int number;
    private final String text;

    Promise(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** Its number in INVARIANTS.md. */
    public int number() {
        return number;
    }

    /** The promise as a sentence about a run that keeps it. */
    public String text() {
        return text;
    }
}
