package io.walgateway.plugin.kafka.cluster;

/**
 * Why a record is not known to be stored. All but {@link #UNCERTAIN} and {@link #BATCH_UNCERTAIN} prove that it is not
 * stored and never will be.
 */
public enum SendFault {
    /** This client is closed. */
    CLOSED,
    /** This client holds as much in flight as it may. */
    FULL,
    /** The cluster has no such topic. */
    NO_TOPIC,
    /** Larger than the topic, or this client, takes: it never fits. */
    TOO_LARGE,
    /** Malformed: it never fits. */
    UNFIT,
    /** The broker refused the batch that carried the record. The fault may be a neighbour's: alone, the record may fit. */
    BATCH_REFUSED,
    /** The same, after the batch may have been sent before: that first request may have stored it. */
    BATCH_UNCERTAIN,
    /** Not allowed, or not who one says to be. */
    FORBIDDEN,
    /** The cluster is there and took it not, such as for want of in-sync replicas. */
    REFUSED,
    /** Nothing reached the cluster. */
    UNREACHABLE,
    /** It may or may not be stored. */
    UNCERTAIN
}
