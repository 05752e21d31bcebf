package io.walgateway.core.target;

/** The meanings that a target's address may declare for the status of an answer. */
public enum Verdict {
    DELIVERED("delivered-on"),
    RETRY("retry-on"),
    ABSENT("absent-on"),
    REJECTED("rejected-on");

    private final String property;

    Verdict(String property) {
        this.property = property;
    }

    /** The property that lists the statuses. */
    public String property() {
        return property;
    }
}
