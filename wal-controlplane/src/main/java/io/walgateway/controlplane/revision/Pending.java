package io.walgateway.controlplane.revision;

import java.util.Locale;

/** What becomes of a namespace's content when the namespace is deleted. */
public enum Pending {
    /** The content is delivered; the namespace ends when nothing is left and no dead letter is open. */
    DELIVER,
    /** The content is dropped. */
    DISCARD;

    /** The spelling in requests, answers and the store. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads this spelling.
     *
     * @throws IllegalArgumentException when the text is none of them
     */
    public static Pending of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
