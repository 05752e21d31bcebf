package io.walgateway.plugin.http.address;

/** What a target's address may declare a status to mean. */
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
