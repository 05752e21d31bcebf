package io.walgateway.it.history;

/** The promises that a history is checked against. */
public enum Promise {
    TRUE_ARRIVES(
            "each write that was answered TRUE was delivered to each target that it was written for, or dead-lettered"),
    FALSE_NEVER_APPEARS("no write that was answered FALSE appeared anywhere"),
    REFUSED_NEVER_APPEARS("no write that was refused appeared anywhere"),
    APPENDED_IN_ORDER(
            "each write that was answered TRUE is in the log before the later ones of its key, if it was not delayed"),
    KEYS_IN_ORDER("the first deliveries of each key to each target came in the order of its writes"),
    NEVER_EARLY("no write was delivered before it was due"),
    ATTEMPTS_BOUNDED("no dead letter tells of more attempts than there may be"),
    NOTHING_INVENTED("whatever appeared had been written, with that key and that message id"),
    SETS_WAIT_FOR_THEIR_MARKER(
            "no part of a mutation set reached a target before its marker was sent, nor of one that was refused"),
    SETS_ARE_WHOLE(
            "each mutation set that was answered TRUE, or of which a part was applied, reached each target whole, or was"
                    + " dead-lettered there at one of its parts"),
    PARTS_IN_SEQUENCE(
            "the first deliveries of the parts of each mutation set to each target came in sequence, without gaps"),
    SETS_OF_A_KEY_IN_ORDER(
            "of two mutation sets of a key, all parts of the first reached each target before the first part of the second"),
    MARKERS_CONVERGE("no marker of a mutation set was refused after the set was answered TRUE");

    private final String text;

    Promise(String text) {
        this.text = text;
    }

    /** The promise as a sentence about a history that keeps it. */
    public String text() {
        return text;
    }
}
