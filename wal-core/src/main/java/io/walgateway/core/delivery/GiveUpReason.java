package io.walgateway.core.delivery;

/** Why a message is given up. */
public enum GiveUpReason {
    /** The target said that it will never accept it. */
    REJECTED,
    /** It failed as often as the retry policy allows. */
    ATTEMPTS_EXHAUSTED,
    /** Its time to live ended before it was delivered. */
    EXPIRED,
    /** The entry in the queue is not a record. */
    MALFORMED,
    /** It has to go to another queue, and no queue accepts a record of its size. */
    TOO_LARGE
}
