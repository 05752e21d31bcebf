package io.walgateway.plugin.sqs.append;

import io.walgateway.plugin.sqs.cluster.SendFault;

/** What a send ended with. */
public sealed interface SendResult {

    /** SQS has it. */
    record Stored() implements SendResult {}

    /** It has not, or that is not known: as the fault says. */
    record NotStored(SendFault fault, String why) implements SendResult {}

    /** The one instance that is ever needed. */
    Stored STORED = new Stored();
}
