package io.walgateway.plugin.sqs.cluster;

/** What is proved by the error with which a send ended. In all but the last case, nothing is stored. */
public enum SendFault {
    /** The client is closed. */
    CLOSED,
    /** Too much is under way. */
    FULL,
    /** There is no such queue. */
    NO_QUEUE,
    /** The message itself is not acceptable: too large, or of characters that SQS does not take. */
    UNFIT,
    /** The credentials do not suffice. */
    FORBIDDEN,
    /** Less is asked for. */
    THROTTLED,
    /** Refused for another reason. */
    REFUSED,
    /** Nobody answers, and nothing was sent. */
    UNREACHABLE,
    /** It was sent; whether it is stored is not known. */
    UNCERTAIN
}
