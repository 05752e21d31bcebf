package io.walgateway.plugin.evcache.mutation;

/** A payload that is no change of a cache. The message says why and shows nothing of the values. */
public final class UnfitMutationException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitMutationException(String path, String value, String expectation) {
        super((path.isEmpty() ? "payload" : path) + ": " + value + " (expected: " + expectation + ")");
    }

    UnfitMutationException(String path, String value, String expectation, Exception cause) {
        super((path.isEmpty() ? "payload" : path) + ": " + value + " (expected: " + expectation + ")", cause);
    }
}
