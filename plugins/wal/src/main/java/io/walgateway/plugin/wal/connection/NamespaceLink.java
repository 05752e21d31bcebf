package io.walgateway.plugin.wal.connection;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.walgateway.core.units.Durations;
import io.walgateway.plugin.wal.settings.WalSettings;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** All writes to one namespace of one gateway, limited in number. Safe for any number of threads. */
final class NamespaceLink {
    /** gRPC's own pause between connection attempts grows to two minutes. */
    private static final Duration RECONNECT_AFTER = Duration.ofMillis(100);

    private final ManagedChannel channel;
    private final WalSettings settings;
    private final WriteStream stream;
    private final Semaphore places;
    private final AtomicLong reconnected = new AtomicLong(System.nanoTime());
    private volatile long lastUsed = System.nanoTime();
    private volatile boolean closed;

    NamespaceLink(ManagedChannel channel, WalSettings settings) {
        this.channel = channel;
        this.settings = settings;
        this.stream = new WriteStream(channel, WriteStream.CALL_AGE_MAX, this::reconnect);
        this.places = new Semaphore(settings.inFlightMax());
    }

    boolean isClosed() {
        return closed;
    }

    /** Writes, and waits for the reply. Empty: the link was closed before it took the write. */
    Optional<Reply> write(WriteToLogRequest request, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        // Half of the time at most, so that a write that gets a place can use it.
        if (!places.tryAcquire(limit.toNanos() / 2, TimeUnit.NANOSECONDS)) {
            return Optional.of(new Reply.NoRoom("wal.in-flight-max writes are under way already"));
        }
        try {
            lastUsed = System.nanoTime();
            return closed ? Optional.empty() : Optional.of(transmit(new PendingWrite(request), end));
        } finally {
            places.release();
        }
    }

    /** Closes it if nothing has used it for as long. */
    boolean closeIfIdle(Duration time) {
        if (System.nanoTime() - lastUsed < time.toNanos() || !places.tryAcquire(settings.inFlightMax())) {
            return false;
        }
        close();
        places.release(settings.inFlightMax());
        return true;
    }

    void close() {
        closed = true;
        stream.close();
    }

    private Reply transmit(PendingWrite write, long end) throws InterruptedException {
        boolean isLarge = write.bytes() > WriteStream.BYTES_PER_MESSAGE_MAX;
        Transit transit = isLarge ? SingleCall.start(channel, write, left(end)) : stream.offer(write);
        boolean replied = false;
        try {
            Reply reply = reply(write, transit, end);
            replied = true;
            return reply;
        } finally {
            if (!replied) {
                var _ = transit.withdraw();
            }
        }
    }

    private Reply reply(PendingWrite write, Transit transit, long end) throws InterruptedException {
        Duration left = left(end);
        Duration first = left.compareTo(settings.connectTimeout()) < 0 ? left : settings.connectTimeout();
        Optional<Reply> reply = write.await(first);
        boolean connected = reply.isPresent() || transit.isConnected();
        if (reply.isEmpty() && connected) {
            reply = write.await(left(end));
        }
        if (reply.isPresent()) {
            return reply.get();
        }
        if (transit.withdraw()) {
            return new Reply.Silent();
        }
        return connected
                ? new Reply.NoRoom("the gateway read no further")
                : new Reply.Broken(Status.Code.UNAVAILABLE, "no connection within " + Durations.format(first), false);
    }

    private void reconnect() {
        long last = reconnected.get();
        if (System.nanoTime() - last > RECONNECT_AFTER.toNanos()
                && reconnected.compareAndSet(last, System.nanoTime())) {
            channel.resetConnectBackoff();
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
