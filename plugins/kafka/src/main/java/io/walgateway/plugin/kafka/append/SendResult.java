package io.walgateway.plugin.kafka.append;

import io.walgateway.plugin.kafka.cluster.SendFault;

/** What became of a record that was to be sent. */
public sealed interface SendResult {

    /** All in-sync replicas have it. */
    record Stored() implements SendResult {}

    /** It is not known to be stored; the fault tells whether it is known not to be. */
    record NotStored(SendFault fault, String why) implements SendResult {}

    /** The one instance that is ever needed. */
    Stored STORED = new Stored();
}
