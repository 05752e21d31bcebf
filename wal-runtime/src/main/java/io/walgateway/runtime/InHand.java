package io.walgateway.consumer.writer;

/** Counts the writes that a writer has in hand, and keeps them within limits. Safe for any number of threads. */
final class InHand {
    private final Limits limits;
    private int writes;
    private long bytes;

    /**
     * The most that a writer has in hand at once.
     *
     * @param writesMax at least 1
     * @param bytesMax  of requests, expanded
     */
    record Limits(int writesMax, long bytesMax) {}

    InHand(Limits limits) {
        this.limits = limits;
    }

    /** Takes a request, if there is room; one of any size has room when nothing else is in hand. */
    synchronized boolean tryTake(int moreWrites, long moreBytes) {
        boolean none = writes == 0 && bytes == 0;
        boolean fits = writes + moreWrites <= limits.writesMax() && bytes + moreBytes <= limits.bytesMax();
        if (!none && !fits) {
            return false;
        }
        writes += moreWrites;
        bytes += moreBytes;
        return true;
    }

    synchronized void release(int fewerWrites, long fewerBytes) {
        writes -= fewerWrites;
        bytes -= fewerBytes;
    }

    synchronized int writes() {
        return writes;
    }
}
