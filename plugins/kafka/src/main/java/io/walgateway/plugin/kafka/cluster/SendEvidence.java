package io.walgateway.plugin.kafka.cluster;

/** What this client has sent to a topic since a record was handed to the producer. */
public enum SendEvidence {
    /** No batch of the topic was sent: the record is still here, or was given up here. */
    NOTHING_SENT,
    /** Batches were sent, none of them twice: an answer belongs to the only request that held the record. */
    SENT_ONCE,
    /** Batches were sent again: an answer may belong to a repetition, and says nothing about an earlier request. */
    SENT_AGAIN
}
