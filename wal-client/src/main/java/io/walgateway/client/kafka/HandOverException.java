package io.walgateway.client.kafka;

import io.walgateway.client.WriteReceipt;
import org.apache.kafka.common.KafkaException;

/** A record failed, and the gateway did not accept it either; the cause is the record's own failure. */
public final class HandOverException extends KafkaException {
    private static final long serialVersionUID = 1L;

    private final transient WriteReceipt receipt;

    HandOverException(String record, WriteReceipt receipt, Throwable cause) {
        super(record + " failed, and is not in the log: " + receipt + " (expected: Durable)", cause);
        this.receipt = receipt;
    }

    /**
     * The gateway's receipt; never {@link WriteReceipt.Durable}. After {@link WriteReceipt.Unknown}, the record may
     * come all the same.
     */
    public WriteReceipt receipt() {
        return receipt;
    }
}
