package io.walgateway.controlplane.letter;

/** By the time at which letters came into their queue. */
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
