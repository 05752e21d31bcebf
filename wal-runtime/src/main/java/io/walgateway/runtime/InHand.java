package io.walgateway.runtime;

/**
 * Counts the requests, or parts of requests, that a service has in hand, and keeps them within limits. Safe for any
 * number of threads.
 */
public final class InHand {
    private final Limits limits;
    private int items;
    private long bytes;

    /**
     * The most that is in hand at once.
     *
     * @param itemsMax at least 1
     * @param bytesMax in bytes, at least 1
     */
    public record Limits(int itemsMax, long bytesMax) {}

    public InHand(Limits limits) {
        this.limits = limits;
    }

    /** Takes items, if there is room; any number of any size has room when nothing else is in hand. */
    public synchronized boolean tryTake(int moreItems, long moreBytes) {
        boolean none = items == 0 && bytes == 0;
        boolean fits = items + moreItems <= limits.itemsMax() && bytes + moreBytes <= limits.bytesMax();
        if (!none && !fits) {
            return false;
        }
        items += moreItems;
        bytes += moreBytes;
        return true;
    }

    public synchronized void release(int fewerItems, long fewerBytes) {
        items -= fewerItems;
        bytes -= fewerBytes;
    }

    public Limits limits() {
        return limits;
    }

    public synchronized int items() {
        return items;
    }
}
