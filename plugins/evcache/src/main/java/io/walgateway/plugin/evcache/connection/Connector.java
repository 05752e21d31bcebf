package io.walgateway.plugin.evcache.connection;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.walgateway.core.access.CallerTls;
import io.walgateway.core.tls.FileChanges;
import io.walgateway.core.tls.LiveTls;
import io.walgateway.plugin.evcache.meta.Pipeline;
import io.walgateway.plugin.evcache.settings.EvcacheSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that all connections of a process share. */
public final class Connector implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Connector.class);
    private static final int THREADS = 2;
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(2);

    private final EvcacheSettings settings;
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            THREADS, new DefaultThreadFactory("evcache", true), NioIoHandler.newFactory());
    private final Bootstrap bootstrap = new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true);
    /** A look-up of a name cannot be interrupted, so no delivery does it on its own thread. */
    private final ExecutorService names = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("evcache-names").factory());

    private final Optional<LiveTls> tls;

    /** @throws IllegalArgumentException when a file of TLS cannot be used */
    public Connector(EvcacheSettings settings, InstantSource clock) {
        this.settings = settings;
        this.tls =
                CallerTls.open(EvcacheSettings.TYPE, settings.tls(), clock, FileChanges.logged(log::info, log::warn));
    }

    Pipeline connect(InetSocketAddress address) {
        return Pipeline.connect(
                bootstrap,
                loops.next(),
                address,
                settings.connectTimeout(),
                settings.answerTimeout(),
                tls.map(live -> encryption(live, address)));
    }

    private static ChannelHandler encryption(LiveTls live, InetSocketAddress address) {
        SSLEngine engine = live.context().createSSLEngine(address.getHostString(), address.getPort());
        engine.setUseClientMode(true);
        engine.setSSLParameters(live.callerParameters());
        return new SslHandler(engine);
    }

    <T> CompletableFuture<T> lookUp(Supplier<T> look) {
        return CompletableFuture.supplyAsync(look, names);
    }

    Duration patience() {
        return settings.connectTimeout();
    }

    int inFlightMax() {
        return settings.inFlightMax();
    }

    /** Ends requests under way. */
    @Override
    public void close() {
        names.shutdownNow();
        loops.shutdownGracefully(0, CLOSED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSED_WITHIN.toMillis());
    }
}
