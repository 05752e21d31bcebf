package io.walgateway.plugin.wal.connection;

/** The way of one write to the gateway. */
interface Transit {

    /** True if there is a connection for it. */
    boolean isConnected();

    /**
     * Ends the wait for a reply: a write that has not been sent never will be.
     *
     * @return true if it may have been sent
     */
    boolean withdraw();
}
