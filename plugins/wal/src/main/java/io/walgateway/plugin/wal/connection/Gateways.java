package io.walgateway.plugin.wal.connection;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.walgateway.core.access.CallerTls;
import io.walgateway.core.tls.FileChanges;
import io.walgateway.core.tls.LiveTls;
import io.walgateway.plugin.wal.address.GatewayAddress.Place;
import io.walgateway.plugin.wal.settings.WalSettings;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to gateways: one channel for each address, shared by all its namespaces. Addresses may come from requests,
 * so nothing is kept of those that are no longer used. Safe for any number of threads.
 */
public final class Gateways implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Gateways.class);

    static final Duration IDLE_MAX = Duration.ofMinutes(1);

    private static final Duration LOOK_AFTER = Duration.ofSeconds(10);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
    private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(2);

    private final WalSettings settings;
    private final Optional<LiveTls> tls;
    private final Map<Place, NamespaceLink> links = new ConcurrentHashMap<>();
    // Guarded by this, as are changes of links.
    private final Map<String, ManagedChannel> channels = new HashMap<>();
    /** A platform thread: many virtual ones that load the classes of a client at once can stop each other. */
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("wal-target-keeper").factory());

    private boolean closed;

    /** @throws IllegalArgumentException when a file of TLS cannot be used */
    public Gateways(WalSettings settings, InstantSource clock) {
        this.settings = settings;
        this.tls = CallerTls.open(WalSettings.TYPE, settings.tls(), clock, FileChanges.logged(log::info, log::warn));
        var _ = keeper.scheduleWithFixedDelay(
                () -> closeIdle(IDLE_MAX), LOOK_AFTER.toMillis(), LOOK_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Writes once, and waits for the reply, at most as long as the limit. An interrupted write may have been sent.
     *
     * @param limit positive
     */
    public Reply write(Place place, WriteToLogRequest request, Duration limit) throws InterruptedException {
        while (true) {
            Optional<NamespaceLink> link = link(place);
            if (link.isEmpty()) {
                return new Reply.Broken(Status.Code.CANCELLED, "this process is ending", false);
            }
            Optional<Reply> reply = link.get().write(request, limit);
            if (reply.isPresent()) {
                return reply.get();
            }
        }
    }

    /** The number of gateways to which there is a channel. */
    synchronized int size() {
        return channels.size();
    }

    /** Closes all that nothing has used for as long. */
    synchronized void closeIdle(Duration time) {
        links.values().removeIf(link -> link.closeIfIdle(time));
        Set<String> used = links.keySet().stream().map(Place::gateway).collect(Collectors.toSet());
        channels.entrySet().removeIf(entry -> {
            boolean unused = !used.contains(entry.getKey());
            if (unused) {
                entry.getValue().shutdownNow();
            }
            return unused;
        });
    }

    @Override
    public void close() {
        Map<String, ManagedChannel> open;
        synchronized (this) {
            closed = true;
            // Links that are being opened are still answered.
            keeper.shutdown();
            links.values().forEach(NamespaceLink::close);
            links.clear();
            open = Map.copyOf(channels);
            channels.clear();
        }
        open.values().forEach(ManagedChannel::shutdownNow);
        try {
            for (ManagedChannel channel : open.values()) {
                var _ = channel.awaitTermination(CLOSED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<NamespaceLink> link(Place place) throws InterruptedException {
        NamespaceLink known = links.get(place);
        return known != null && !known.isClosed() ? Optional.of(known) : open(place);
    }

    private Optional<NamespaceLink> open(Place place) throws InterruptedException {
        try {
            return keeper.submit(() -> opened(place)).get();
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected to open a channel, but it failed", e.getCause());
        }
    }

    private synchronized Optional<NamespaceLink> opened(Place place) {
        if (closed) {
            return Optional.empty();
        }
        return Optional.of(links.computeIfAbsent(
                place, _ -> new NamespaceLink(channels.computeIfAbsent(place.gateway(), this::channel), settings)));
    }

    /** A name with several addresses is several servers, which take turns. */
    private ManagedChannel channel(String gateway) {
        return ChannelTls.apply(NettyChannelBuilder.forTarget("dns:///" + gateway), tls)
                .defaultLoadBalancingPolicy("round_robin")
                .withOption(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.connectTimeout().toMillis()))
                .keepAliveTime(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .disableRetry()
                .build();
    }
}
