package io.walgateway.plugin.sqs.append;

import io.walgateway.plugin.sqs.cluster.SendFault;

/** The result of a send. */
public sealed interface SendResult {

    /** SQS has the message. */
    record Stored() implements SendResult {}

    /** SQS does not have the message, or that is not known; the fault says which. */
    record NotStored(SendFault fault, String why) implements SendResult {}

    /** The only instance that is needed. */
    Stored STORED = new Stored();
}
