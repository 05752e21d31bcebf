package io.walgateway.plugin.sqs.cluster;

/** What the error of a send proves. In all but the last case, the message is not stored. */
public enum SendFault {
    /** The client is closed. */
    CLOSED,
    /** Too much is in flight. */
    FULL,
    /** The queue does not exist. */
    NO_QUEUE,
    /** The message itself is not acceptable: too large, or with characters that SQS does not accept. */
    UNFIT,
    /** The credentials do not suffice. */
    FORBIDDEN,
    /** SQS asks for fewer requests. */
    THROTTLED,
    /** SQS refused the message for another reason. */
    REFUSED,
    /** No server answers, and nothing was sent. */
    UNREACHABLE,
    /** The message was sent; whether it is stored is not known. */
    UNCERTAIN
}
