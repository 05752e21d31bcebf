package io.walgateway.example.keyvalue.service;

/** Counts the requests that the service has in hand, and keeps them within limits. Safe for any number of threads. */
public final class Load {
    private final Limits limits;
    private int requests;
    private long bytes;

    /**
     * The most that the service has in hand at once.
     *
     * @param requestsMax at least 1
     * @param bytesMax    of requests, and of the pages that reads may return
     */
    public record Limits(int requestsMax, long bytesMax) {}

    public Load(Limits limits) {
        this.limits = limits;
    }

    /** Takes a request, if there is room; one of any size has room when nothing else is in hand. */
    synchronized boolean tryTake(long moreBytes) {
        boolean fits = requests < limits.requestsMax() && bytes + moreBytes <= limits.bytesMax();
        if (requests > 0 && !fits) {
            return false;
        }
        requests++;
        bytes += moreBytes;
        return true;
    }

    synchronized void release(long fewerBytes) {
        requests--;
        bytes -= fewerBytes;
    }

    public synchronized int requests() {
        return requests;
    }

    @Override
    public String toString() {
        return limits.requestsMax() + " requests, " + limits.bytesMax() + " bytes";
    }
}
