package io.walgateway.plugin.grpc.connection;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.time.Instant;

/** A channel with the number of its users. Not safe for several threads, except for the channel itself. */
final class SharedChannel {
    /** gRPC's own pause between connection attempts grows to two minutes, longer than a server may be missed. */
    private static final Duration RECONNECT_AFTER = Duration.ofMillis(100);

    private final ManagedChannel channel;
    private int users;
    private Instant lastUsed;
    private Instant resolved;
    private Instant reconnected;

    SharedChannel(ManagedChannel channel, Instant now) {
        this.channel = channel;
        this.lastUsed = now;
        this.resolved = now;
        this.reconnected = now;
    }

    ManagedChannel channel() {
        return channel;
    }

    /**
     * Adds a user.
     *
     * @param refresh how long the addresses of a name are used; calls under way keep their connections
     */
    void take(Instant now, Duration refresh) {
        users++;
        lastUsed = now;
        if (isOlder(resolved, refresh, now)) {
            resolved = now;
            channel.enterIdle();
        }
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE
                && isOlder(reconnected, RECONNECT_AFTER, now)) {
            reconnected = now;
            channel.resetConnectBackoff();
        }
    }

    void giveBack(Instant now) {
        users--;
        lastUsed = now;
    }

    boolean isIdle(Duration age, Instant now) {
        return users == 0 && isOlder(lastUsed, age, now);
    }

    private static boolean isOlder(Instant then, Duration age, Instant now) {
        return Duration.between(then, now).compareTo(age) >= 0;
    }
}
