package io.walgateway.client;

import io.grpc.Channel;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The gateway's addresses, used in turn; unreachable ones are passed over while others are reachable. */
final class Channels {
    /** gRPC's own pause between connection attempts grows to two minutes, which is longer than a caller waits. */
    private static final Duration RECONNECT_AFTER = Duration.ofMillis(200);

    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(5);

    private final List<? extends Channel> channels;
    private final boolean owned;
    private final Runnable after;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLong reconnected = new AtomicLong(System.nanoTime());

    /**
     * @param owned true if closing this closes the channels
     * @param after called when they are closed
     */
    Channels(List<? extends Channel> channels, boolean owned, Runnable after) {
        if (channels.isEmpty()) {
            after.run();
            throw new IllegalArgumentException("addresses: none (expected: at least one)");
        }
        this.channels = List.copyOf(channels);
        this.owned = owned;
        this.after = after;
    }

    Channel next() {
        int first = turn.getAndIncrement();
        for (int i = 0; i < channels.size(); i++) {
            Channel channel = channels.get(Math.floorMod(first + i, channels.size()));
            if (!isAway(channel)) {
                return channel;
            }
        }
        Channel channel = channels.get(Math.floorMod(first, channels.size()));
        long last = reconnected.get();
        if (System.nanoTime() - last > RECONNECT_AFTER.toNanos()
                && reconnected.compareAndSet(last, System.nanoTime())) {
            channels.forEach(Channels::reconnect);
        }
        return channel;
    }

    void close() {
        if (!owned) {
            return;
        }
        channels.forEach(channel -> ((ManagedChannel) channel).shutdownNow());
        try {
            for (Channel channel : channels) {
                var _ = ((ManagedChannel) channel).awaitTermination(CLOSED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            after.run();
        }
    }

    private static boolean isAway(Channel channel) {
        return channel instanceof ManagedChannel managed
                && managed.getState(false) == ConnectivityState.TRANSIENT_FAILURE;
    }

    private static void reconnect(Channel channel) {
        if (channel instanceof ManagedChannel managed) {
            managed.resetConnectBackoff();
        }
    }
}
