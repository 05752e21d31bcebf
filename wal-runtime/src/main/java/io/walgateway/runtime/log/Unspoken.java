package io.walgateway.runtime.log;

import org.jspecify.annotations.Nullable;

/**
 * An exception without its words, for the log: those of a target or a queue may quote a payload, which is in no log. Class
 * names and frames stay, those of its causes, too.
 */
public final class Unspoken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int CAUSES_MAX = 8;

    private Unspoken(Throwable thrown, @Nullable Throwable cause) {
        super(thrown.getClass().getName(), cause, false, true);
        setStackTrace(thrown.getStackTrace());
    }

    /** The exception and its causes, without their messages. */
    public static Unspoken of(Throwable thrown) {
        return of(thrown, CAUSES_MAX);
    }

    private static Unspoken of(Throwable thrown, int causesMax) {
        Throwable cause = causesMax == 0 ? null : thrown.getCause();
        return new Unspoken(thrown, cause == null ? null : of(cause, causesMax - 1));
    }
}
