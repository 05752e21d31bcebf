package io.walgateway.plugin.sqs.read;

import io.walgateway.core.queue.Lease;

/** One leased message, and the handle of its latest receipt. Guarded by {@code LeasedMessages}. */
public final class HeldMessage {
    private final String messageId;
    private final Lease lease;
    private String receipt;
    private long expiresNanos;
    private boolean settled;

    public HeldMessage(String messageId, Lease lease, String receipt, long expiresNanos) {
        this.messageId = messageId;
        this.lease = lease;
        this.receipt = receipt;
        this.expiresNanos = expiresNanos;
    }

    String messageId() {
        return messageId;
    }

    Lease lease() {
        return lease;
    }

    public String receipt() {
        return receipt;
    }

    boolean isSettled() {
        return settled;
    }

    void settle() {
        settled = true;
    }

    /** SQS has delivered the message again while it is leased: the new receipt continues the lease. */
    void receivedAgain(String newReceipt, long newExpiryNanos) {
        receipt = newReceipt;
        expiresNanos = newExpiryNanos;
    }

    /** SQS has confirmed the extension. Ignored if the message was received again in the meantime. */
    void extended(String sameReceipt, long newExpiryNanos) {
        if (receipt.equals(sameReceipt)) {
            expiresNanos = newExpiryNanos;
        }
    }

    boolean expiresBefore(long nanos) {
        return expiresNanos - nanos < 0;
    }
}
