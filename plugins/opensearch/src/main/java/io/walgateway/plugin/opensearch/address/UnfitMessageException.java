package io.walgateway.plugin.opensearch.address;

/** A message from which no entry for this address can be made. */
public final class UnfitMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnfitMessageException(String why) {
        super(why);
    }
}
