package io.walgateway.plugin.kafka.append;

import io.walgateway.plugin.kafka.cluster.SendFault;

/** The result of sending a record. */
public sealed interface SendResult {

    /** All in-sync replicas have the record. */
    record Stored() implements SendResult {}

    /** The record is not known to be stored; the fault says whether it is known not to be. */
    record NotStored(SendFault fault, String why) implements SendResult {}

    /** The only instance that is needed. */
    Stored STORED = new Stored();
}
