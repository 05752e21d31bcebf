package io.walgateway.plugin.http.connection;

import java.net.http.HttpClient;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client with its connections, which ends when it was replaced and is in no delivery's use any longer: a redirect is a
 * further request, which a client that was shut down refuses. After an answer that is not HTTP or has too many headers,
 * the client of the Java runtime keeps the connection open, outside of its pool, until the client itself ends. A client
 * with several such connections is therefore replaced.
 */
public final class PooledClient {
    static final int ABANDONED_MAX = 16;

    private final HttpClient http;
    private final AtomicInteger abandoned = new AtomicInteger();

    // Both are guarded by this.
    private int uses;
    private boolean replaced;

    PooledClient(HttpClient http) {
        this.http = http;
    }

    public HttpClient http() {
        return http;
    }

    /** Counts a malformed answer: its connection may stay open for as long as the client. */
    public void abandonConnection() {
        abandoned.incrementAndGet();
    }

    boolean isUsable() {
        return abandoned.get() < ABANDONED_MAX;
    }

    /** Begins a use; false if the client was replaced before. */
    synchronized boolean enter() {
        if (!replaced) {
            uses++;
        }
        return !replaced;
    }

    synchronized void leave() {
        uses--;
        endIfUnused();
    }

    /** Another client has taken its place. Returns at once. */
    synchronized void replaced() {
        replaced = true;
        endIfUnused();
    }

    private void endIfUnused() {
        if (replaced && uses == 0) {
            http.shutdown();
        }
    }
}
