package io.walgateway.plugin.kafka.cluster;

/**
 * Why a record is not known to be stored. All but {@link #UNCERTAIN} and {@link #BATCH_UNCERTAIN} prove that the record
 * is not stored and never will be.
 */
public enum SendFault {
    /** This client is closed. */
    CLOSED,
    /** This client has reached its limit of bytes in flight. */
    FULL,
    /** The cluster has no such topic. */
    NO_TOPIC,
    /** The record is larger than the topic or this client accepts: it never fits. */
    TOO_LARGE,
    /** The record is malformed: it is never accepted. */
    UNFIT,
    /** The broker refused the record's batch. The fault may be a neighbour's: alone, the record may be accepted. */
    BATCH_REFUSED,
    /** The same, but the batch may have been sent before, and that earlier request may have stored the record. */
    BATCH_UNCERTAIN,
    /** The client is not authorized, or not authenticated. */
    FORBIDDEN,
    /** The cluster refused the record, for example because too few replicas were in sync. */
    REFUSED,
    /** Nothing reached the cluster. */
    UNREACHABLE,
    /** The record may or may not be stored. */
    UNCERTAIN
}
