package io.walgateway.controlplane.revision;

import java.util.Locale;

/** What becomes of what a namespace holds when it is deleted. */
public enum Pending {
    /** It is delivered; the namespace ends when nothing is left and no dead letter is open. */
    DELIVER,
    /** It is dropped. */
    DISCARD;

    /** As it stands in requests, answers and the store. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads such a text.
     *
     * @throws IllegalArgumentException when it is none of them
     */
    public static Pending of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
