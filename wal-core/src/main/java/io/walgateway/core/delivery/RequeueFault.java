package io.walgateway.core.delivery;

/** Why a message could not be requeued. */
public enum RequeueFault {
    /** The message is certainly not in the queue; the queue may accept it later. */
    NOT_NOW,
    /** The message may be in the queue: each further try may add another copy. */
    UNKNOWN,
    /** The message is certainly not in the queue, and under the namespace's current configuration it never will be. */
    TOO_LARGE
}
