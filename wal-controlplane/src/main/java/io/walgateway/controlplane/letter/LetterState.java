package io.walgateway.controlplane.letter;

import java.util.Locale;

/** What has become of a dead letter. */
public enum LetterState {
    /** Nothing yet. */
    OPEN,
    /** It is being appended again; it is open again if that fails, or if whoever does it is gone. */
    REDRIVING,
    /** It was appended again. */
    REDRIVEN,
    /** It was given up for good. */
    DISCARDED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static LetterState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
