package io.walgateway.server;

/** Ends the reading of a message, with the reason; a caller causes it, so it has no stack trace. */
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
