package io.walgateway.core.delivery;

/** Why a message is not delivered any more. */
public enum GiveUpReason {
    /** The target said that it never will take it. */
    REJECTED,
    /** It failed as often as the retry policy allows. */
    ATTEMPTS_EXHAUSTED,
    /** Its time to live ended before it was delivered. */
    EXPIRED,
    /** What lay in the queue is not a record. */
    MALFORMED,
    /** It has to go to another queue, and none takes a record of its size. */
    TOO_LARGE
}
