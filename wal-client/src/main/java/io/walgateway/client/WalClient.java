package io.walgateway.client;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * A client of the gateway. One for an application is enough: it is safe for any number of threads, and holds one
 * connection to each address.
 *
 * <ol>
 *   <li>Every write has an idempotency token: its own, or one that the client creates. All tries of the write use the
 *       same.
 *   <li>A write is tried again, within its deadline, when that may help: after FALSE, UNKNOWN, or a connection that
 *       cannot be made or breaks, and when the gateway asks to send it later ({@code RetryInfo}), then no earlier than
 *       it asks. Each try goes to the next address.
 *   <li>Every receipt completes normally, at most a moment after the deadline. It says what went wrong; nothing is
 *       thrown.
 *   <li>The writes under way are limited, in count and in bytes ({@link WalClientBuilder#writesInFlightMax}).
 *   <li>Receipts are completed on threads of the client; callbacks on them must not block.
 * </ol>
 */
public final class WalClient implements AutoCloseable {
    private final Channels channels;
    private final ClientLimits limits;
    private final RetryTimer timer = new RetryTimer();
    private final SingleWrites singles;
    private final Set<WalStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    WalClient(Channels channels, ClientLimits limits) {
        this.channels = channels;
        this.limits = limits;
        this.singles = new SingleWrites(channels, timer, limits);
    }

    /** A client with the defaults of {@link WalClientBuilder}. */
    public static WalClient to(String... addresses) {
        WalClientBuilder builder = builder();
        for (String address : addresses) {
            builder.address(address);
        }
        return builder.build();
    }

    public static WalClientBuilder builder() {
        return new WalClientBuilder();
    }

    /**
     * Writes without blocking. If too much is under way already, the receipt is {@link WriteReceipt.NotDurable} at
     * once: use a {@link #openStream stream} to wait for room instead.
     */
    public CompletionStage<WriteReceipt> write(Write write) {
        return singles.write(write);
    }

    /**
     * Writes, and waits for the receipt; if too much is under way, it waits for room, too.
     *
     * @throws InterruptedException when the thread was interrupted while it waited; the write may go on
     */
    public WriteReceipt writeAndWait(Write write) throws InterruptedException {
        try {
            return singles.writeWhenThereIsRoom(write).toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected a receipt, but the write failed", e.getCause());
        }
    }

    /** Begins a mutation set with an id that nobody has used. */
    public WriteSet set(String namespace) {
        return set(namespace, UUID.randomUUID().toString());
    }

    /** Begins a mutation set with this id: 1 to 200 characters out of {@code A-Z a-z 0-9 . _ : @ -}. */
    public WriteSet set(String namespace, String id) {
        return new WriteSet(singles, namespace, id);
    }

    /**
     * Opens a stream for many writes; the caller closes it, or the client does.
     *
     * @throws IllegalStateException when the client is closed
     */
    public WalStream openStream() {
        WalStream stream = new WalStream(channels, timer, limits, streams::remove);
        streams.add(stream);
        if (closed) {
            stream.close();
            throw new IllegalStateException("Expected an open client, but it is closed");
        }
        return stream;
    }

    /**
     * Takes no more writes, waits for those under way, each at most until its deadline, and closes the connections. A
     * write without an answer by then gets the receipt that fits.
     */
    @Override
    public void close() {
        closed = true;
        streams.forEach(WalStream::close);
        singles.drain(limits.deadline().plus(Duration.ofMillis(500)));
        channels.close();
        timer.close();
        singles.giveUp();
    }
}
