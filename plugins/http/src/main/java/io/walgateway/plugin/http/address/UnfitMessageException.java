package io.walgateway.plugin.http.address;

/** No request can be made from the message, now or later. */
public final class UnfitMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitMessageException(String why) {
        super(why);
    }
}
