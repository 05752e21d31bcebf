package io.walgateway.controlplane.rest;

import io.walgateway.runtime.tls.PortTls;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections whose certificate is no longer trusted. Each connection is checked once for each version of the
 * files. Called by one thread.
 */
final class TrustSweep implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(TrustSweep.class);
    /** The cipher suite of a connection before its handshake, as the JDK names it. */
    private static final String NOT_YET = "SSL_NULL_WITH_NULL_NULL";

    private final PortTls tls;
    private final ServerConnector connector;
    private final Map<EndPoint, Integer> checked = new WeakHashMap<>();

    TrustSweep(PortTls tls, ServerConnector connector) {
        this.tls = tls;
        this.connector = connector;
    }

    @Override
    public void run() {
        Integer version = tls.versionNumber();
        for (EndPoint connection : connector.getConnectedEndPoints()) {
            if (connection.getConnection() instanceof SslConnection encrypted
                    && isMade(encrypted.getSSLEngine())
                    && !version.equals(checked.put(connection, version))
                    && !tls.stillTrusts(encrypted.getSSLEngine().getSession())) {
                log.info(
                        "Closing the connection of {}: its certificate is no longer trusted",
                        connection.getRemoteSocketAddress());
                connection.close();
            }
        }
    }

    private static boolean isMade(SSLEngine engine) {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                && !engine.getSession().getCipherSuite().equals(NOT_YET);
    }
}
