package io.walgateway.runtime.grpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.walgateway.runtime.tls.PortTls;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections whose certificate is no longer trusted: they take no further calls, and are cut off soon after. Each
 * connection is checked once for each version of the files; so one that was being made while the trust bundle changed is
 * found, too.
 */
final class TrustSweep implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(TrustSweep.class);
    private static final Duration CUT_OFF_AFTER = Duration.ofSeconds(3);
    private static final AttributeKey<Integer> CHECKED = AttributeKey.valueOf(TrustSweep.class, "checked");

    private final PortTls tls;
    private final ChannelGroup connections;

    TrustSweep(PortTls tls, ChannelGroup connections) {
        this.tls = tls;
        this.connections = connections;
    }

    @Override
    public void run() {
        Integer version = tls.versionNumber();
        for (Channel connection : connections) {
            SslHandler handler = connection.pipeline().get(SslHandler.class);
            if (handler != null
                    && handler.handshakeFuture().isSuccess()
                    && !version.equals(connection.attr(CHECKED).getAndSet(version))
                    && !tls.stillTrusts(handler.engine().getSession())) {
                log.info(
                        "Closing the connection of {}: its certificate is no longer trusted",
                        connection.remoteAddress());
                end(connection);
            }
        }
    }

    private static void end(Channel connection) {
        // gRPC's own handler asks the caller to leave, and waits for the calls in progress.
        connection.close();
        // The first handler is asked to close what is before it: the socket.
        connection.eventLoop().schedule(() -> cutOff(connection), CUT_OFF_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void cutOff(Channel connection) {
        ChannelHandlerContext first = connection.pipeline().firstContext();
        if (first != null) {
            first.close();
        }
    }
}
