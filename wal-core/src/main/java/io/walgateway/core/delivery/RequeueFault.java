package io.walgateway.core.delivery;

/** Why a message could not be appended once more. */
public enum RequeueFault {
    /** It is certainly not in the queue, which may take it later. */
    NOT_NOW,
    /** It may be in the queue: each further try may add another copy. */
    UNKNOWN,
    /** It is certainly not in the queue, and as the namespace is now, it never will be. */
    TOO_LARGE
}
