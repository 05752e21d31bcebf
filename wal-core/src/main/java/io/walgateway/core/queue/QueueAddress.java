package io.walgateway.core.queue;

/**
 * One queue of one vendor's servers.
 *
 * @param type    the vendor, in lower case, such as {@code kafka}
 * @param servers which servers: what {@link QueueProvider#servers} says of a cluster
 * @param name    as the servers know it
 */
public record QueueAddress(String type, String servers, String name) {

    /** For people. */
    @Override
    public String toString() {
        return type + " " + name + " on " + servers;
    }
}
