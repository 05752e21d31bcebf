package io.walgateway.plugin.sqs;

/** What a send ended with. */
sealed interface SendResult {

    /** SQS has it. */
    record Stored() implements SendResult {}

    /** It has not, or that is not known: as the fault says. */
    record NotStored(SendFault fault, String why) implements SendResult {}

    /** The one instance that is ever needed. */
    Stored STORED = new Stored();
}
