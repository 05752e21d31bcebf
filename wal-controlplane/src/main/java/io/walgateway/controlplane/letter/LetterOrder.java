package io.walgateway.controlplane.letter;

/** Orders letters by the time at which they were appended to the dead-letter queue. */
public enum LetterOrder {
    NEWEST,
    OLDEST;

    public String direction() {
        return this == NEWEST ? "DESC" : "ASC";
    }

    String after() {
        return this == NEWEST ? "<" : ">";
    }
}
