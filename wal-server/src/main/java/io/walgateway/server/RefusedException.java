package io.walgateway.server;

/** Stops the reading of a message, with the reason. It has no stack trace, since callers cause it. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Answer.Unread why;

    RefusedException(Answer.Unread why) {
        super(why.toString(), null, false, false);
        this.why = why;
    }

    Answer.Unread why() {
        return why;
    }
}
