package io.walgateway.plugin.grpc.connection;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The open channels, each shared by all calls to one address with the same credentials. A channel that has had no call
 * for some minutes is closed. Safe for any number of threads.
 */
final class Channels implements AutoCloseable {
    static final int CHANNELS_MAX = 1_000;
    static final Duration IDLE_MAX = Duration.ofMinutes(5);
    static final int ANSWER_BYTES_MAX = 1 << 20;
    static final int ANSWER_METADATA_BYTES_MAX = 16 << 10;

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);
    private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    private final ConcurrentHashMap<ChannelKey, SharedChannel> channels = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> looked;
    private final Duration connectTimeout;
    private final Duration refresh;
    private final InstantSource clock;

    Channels(Duration connectTimeout, Duration refresh, InstantSource clock) {
        this.connectTimeout = connectTimeout;
        this.refresh = refresh;
        this.clock = clock;
        this.looked = new AtomicReference<>(clock.instant());
    }

    /** A channel, which {@link #giveBack} returns; empty: too many others are in use. */
    Optional<ManagedChannel> take(ChannelKey key) {
        Instant now = clock.instant();
        Instant last = looked.get();
        if (Duration.between(last, now).compareTo(LOOK_INTERVAL) >= 0 && looked.compareAndSet(last, now)) {
            closeIdle(IDLE_MAX, now);
        }
        if (channels.size() >= CHANNELS_MAX && !channels.containsKey(key)) {
            closeIdle(Duration.ZERO, now);
            if (channels.size() >= CHANNELS_MAX) {
                return Optional.empty();
            }
        }
        SharedChannel taken = channels.compute(key, (_, there) -> {
            SharedChannel shared = there == null ? new SharedChannel(open(key), now) : there;
            shared.take(now, refresh);
            return shared;
        });
        return Optional.of(taken.channel());
    }

    void giveBack(ChannelKey key) {
        Instant now = clock.instant();
        channels.computeIfPresent(key, (_, shared) -> {
            shared.giveBack(now);
            return shared;
        });
    }

    /** Opens no connection yet. Retries nothing but calls that certainly have not reached the application. */
    ManagedChannel open(ChannelKey key) {
        return NettyChannelBuilder.forTarget(key.server().dnsTarget(), key.credentials())
                .defaultLoadBalancingPolicy("round_robin")
                .disableServiceConfigLookUp()
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connectTimeout.toMillis()))
                .keepAliveTime(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .idleTimeout(IDLE_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .maxInboundMessageSize(ANSWER_BYTES_MAX)
                .maxInboundMetadataSize(ANSWER_METADATA_BYTES_MAX)
                .userAgent("wal-gateway")
                // What runs on it only hands an answer over.
                .directExecutor()
                .build();
    }

    /** The number of open channels. */
    int size() {
        return channels.size();
    }

    /** Ends calls under way. */
    @Override
    public void close() {
        channels.values().forEach(shared -> shared.channel().shutdownNow());
    }

    private void closeIdle(Duration age, Instant now) {
        channels.keySet().forEach(key -> channels.computeIfPresent(key, (_, shared) -> unlessIdle(shared, age, now)));
    }

    /** Null: the entry is to be removed. */
    private static @Nullable SharedChannel unlessIdle(SharedChannel shared, Duration age, Instant now) {
        if (!shared.isIdle(age, now)) {
            return shared;
        }
        shared.channel().shutdown();
        return null;
    }
}
