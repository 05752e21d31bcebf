package io.walgateway.plugin.wal.connection;

import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.walgateway.core.tls.LiveTls;
import java.util.Optional;

/** TLS of a channel, whose new connections follow the files. */
final class ChannelTls {
    private static final ApplicationProtocolConfig HTTP_2 = new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_2);

    private ChannelTls() {}

    /** @param tls empty: nothing is encrypted */
    static NettyChannelBuilder apply(NettyChannelBuilder channel, Optional<LiveTls> tls) {
        return tls.isEmpty() ? channel.usePlaintext() : channel.sslContext(context(tls.get()));
    }

    private static JdkSslContext context(LiveTls tls) {
        return new JdkSslContext(
                tls.context(),
                true,
                Http2SecurityUtil.CIPHERS,
                SupportedCipherSuiteFilter.INSTANCE,
                HTTP_2,
                ClientAuth.NONE,
                tls.terms().minVersion().protocols().toArray(String[]::new),
                false);
    }
}
