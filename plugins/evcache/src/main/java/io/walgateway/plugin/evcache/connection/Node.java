package io.walgateway.plugin.evcache.connection;

import io.walgateway.core.retry.Backoff;
import io.walgateway.plugin.evcache.meta.Exchange;
import io.walgateway.plugin.evcache.meta.MetaCommand;
import io.walgateway.plugin.evcache.meta.Pipeline;
import io.walgateway.plugin.evcache.meta.Reply;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One memcached. It is connected when it is first needed, and again when the connection has ended; after a failure to
 * connect, requests end as not sent until the pause is over.
 */
final class Node {
    private static final Backoff RECONNECT = new Backoff(Duration.ofMillis(50), Duration.ofMillis(500));

    private final String ringName;
    private final InetSocketAddress address;
    private final Connector connector;
    private final Semaphore places;
    private final Lock lock = new ReentrantLock();
    private @Nullable Pipeline pipeline;
    private int failures;
    private long pausedUntilNanos;
    private boolean isPaused;
    private boolean isClosed;

    /**
     * A node that is not connected yet.
     *
     * @param ringName the name by which the hash ring places it
     */
    Node(String ringName, InetSocketAddress address, Connector connector) {
        this.ringName = ringName;
        this.address = address;
        this.connector = connector;
        this.places = new Semaphore(connector.inFlightMax());
    }

    String ringName() {
        return ringName;
    }

    InetSocketAddress address() {
        return address;
    }

    /** Sends a request after all earlier ones; never blocks. */
    Exchange send(MetaCommand command) {
        if (!places.tryAcquire()) {
            return Exchange.ended(command, new Reply.Full("evcache.in-flight-max requests are under way already"));
        }
        Exchange exchange = new Exchange(command);
        exchange.reply().thenRun(places::release);
        Optional<Pipeline> open;
        String why;
        lock.lock();
        try {
            open = usable();
            why = fault();
        } finally {
            lock.unlock();
        }
        open.ifPresentOrElse(pipe -> pipe.send(exchange), () -> exchange.abandon(why));
        return exchange;
    }

    /** True if it has answered on the present connection. */
    boolean isReady() {
        lock.lock();
        try {
            return pipeline != null && pipeline.isReady();
        } finally {
            lock.unlock();
        }
    }

    /** True if it could not be connected, or the connection has ended. */
    boolean isDown() {
        lock.lock();
        try {
            return pipeline != null && !pipeline.isOpen();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            isClosed = true;
            if (pipeline != null) {
                pipeline.close("this node is no longer in use");
            }
        } finally {
            lock.unlock();
        }
    }

    /** The open connection, or a new one; empty during a pause. */
    private Optional<Pipeline> usable() {
        Pipeline last = pipeline;
        if (last != null && last.isOpen()) {
            return Optional.of(last);
        }
        if (isClosed || isPausedAfter(last)) {
            return Optional.empty();
        }
        isPaused = false;
        Pipeline made = connector.connect(address);
        pipeline = made;
        return Optional.of(made);
    }

    /** A connection that worked is replaced at once; one that did not come about, after a pause. */
    private boolean isPausedAfter(@Nullable Pipeline last) {
        if (last == null) {
            return false;
        }
        if (!isPaused) {
            failures = last.wasReady() ? 0 : failures + 1;
            isPaused = true;
            pausedUntilNanos = System.nanoTime()
                    + (failures == 0
                            ? 0
                            : RECONNECT
                                    .pause(failures, ThreadLocalRandom.current().nextDouble())
                                    .toNanos());
        }
        return System.nanoTime() - pausedUntilNanos < 0;
    }

    private String fault() {
        return isClosed || pipeline == null ? "this node is no longer in use" : pipeline.fault();
    }
}
