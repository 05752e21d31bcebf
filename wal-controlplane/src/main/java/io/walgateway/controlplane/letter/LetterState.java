package io.walgateway.controlplane.letter;

import java.util.Locale;

/** The state of a dead letter. */
public enum LetterState {
    /** Neither redriven nor discarded yet. */
    OPEN,
    /** The letter is being appended again. It reopens if that fails, or if the control plane that does it is gone. */
    REDRIVING,
    /** The letter was appended again. */
    REDRIVEN,
    /** The letter was discarded for good. */
    DISCARDED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static LetterState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
