package io.walgateway.plugin.kafka.cluster;

/** What has left this client for a topic since a record was handed to the producer. */
public enum SendEvidence {
    /** No batch of the topic: the record is still here, or was given up here. */
    NOTHING_SENT,
    /** Batches were sent, none of them twice: an answer is that to the only request which held the record. */
    SENT_ONCE,
    /** Batches were sent again: an answer may be that to a repetition, and says nothing of what was sent before. */
    SENT_AGAIN
}
