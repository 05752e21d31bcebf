package io.walgateway.plugin.sqs.read;

import io.walgateway.core.queue.Lease;

/** One message in hand, and the handle by which SQS knows this receipt of it. Guarded by the holdings. */
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

    /** It has come again, though it is in hand: what was the lease is continued by the new receipt. */
    void receivedAgain(String newReceipt, long newExpiryNanos) {
        receipt = newReceipt;
        expiresNanos = newExpiryNanos;
    }

    /** SQS has confirmed, unless it has come again meanwhile. */
    void extended(String sameReceipt, long newExpiryNanos) {
        if (receipt.equals(sameReceipt)) {
            expiresNanos = newExpiryNanos;
        }
    }

    boolean expiresBefore(long nanos) {
        return expiresNanos - nanos < 0;
    }
}
