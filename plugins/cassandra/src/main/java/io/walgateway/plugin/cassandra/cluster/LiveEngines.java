package io.walgateway.plugin.cassandra.cluster;

import com.datastax.oss.driver.api.core.metadata.EndPoint;
import com.datastax.oss.driver.api.core.ssl.SslEngineFactory;
import io.walgateway.core.tls.LiveTls;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;

/** Encrypts the driver's connections, with certificates that follow their files. */
final class LiveEngines implements SslEngineFactory {
    private final LiveTls tls;

    LiveEngines(LiveTls tls) {
        this.tls = tls;
    }

    @Override
    public SSLEngine newSslEngine(EndPoint node) {
        SSLEngine engine = node.resolve() instanceof InetSocketAddress address
                ? tls.context().createSSLEngine(address.getHostString(), address.getPort())
                : tls.context().createSSLEngine();
        engine.setUseClientMode(true);
        engine.setSSLParameters(tls.callerParameters());
        return engine;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
