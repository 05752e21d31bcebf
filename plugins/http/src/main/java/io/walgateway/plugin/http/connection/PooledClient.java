package io.walgateway.plugin.http.connection;

import java.net.http.HttpClient;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client with its connections. The client of the Java runtime keeps a connection open, and out of its pool, after an answer
 * that is no HTTP or has too many headers; nothing but the client's end closes it. So a client is replaced when it has a few
 * of them.
 */
public final class PooledClient {
    static final int ABANDONED_MAX = 16;

    private final HttpClient http;
    private final AtomicInteger abandoned = new AtomicInteger();

    PooledClient(HttpClient http) {
        this.http = http;
    }

    public HttpClient http() {
        return http;
    }

    /** An answer was malformed: its connection may stay open for as long as the client. */
    public void abandonConnection() {
        abandoned.incrementAndGet();
    }

    boolean isUsable() {
        return abandoned.get() < ABANDONED_MAX;
    }
}
