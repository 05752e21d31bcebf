package io.walgateway.core.queue;

/**
 * One queue of one vendor's servers.
 *
 * @param type    the vendor, in lower case, such as {@code kafka}
 * @param servers which servers: the text that {@link QueueProvider#servers} returns for a cluster
 * @param name    the queue's name on the servers
 */
public record QueueAddress(String type, String servers, String name) {

    /** Human-readable. */
    @Override
    public String toString() {
        return type + " " + name + " on " + servers;
    }
}
