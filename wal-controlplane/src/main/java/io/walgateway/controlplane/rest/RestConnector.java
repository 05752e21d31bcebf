package io.walgateway.controlplane.rest;

import io.walgateway.runtime.tls.PortTls;
import java.util.Optional;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Where and how the HTTP server listens. */
record RestConnector(String host, int port, Optional<PortTls> tls) {

    ServerConnector of(Server jetty, HttpConfiguration http) {
        ServerConnector connector = tls.isPresent()
                ? encrypted(jetty, http, tls.get())
                : new ServerConnector(jetty, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }

    private static ServerConnector encrypted(Server jetty, HttpConfiguration http, PortTls tls) {
        // The names in Host are compared with the allowed ones anyway, and a certificate for an IP address has no name.
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslConnectionFactory ssl = new SslConnectionFactory(contexts(tls), HttpVersion.HTTP_1_1.asString());
        ServerConnector connector = new ServerConnector(jetty, ssl, new HttpConnectionFactory(http));
        tls.onSweep(new TrustSweep(tls, connector));
        return connector;
    }

    private static SslContextFactory.Server contexts(PortTls tls) {
        SslContextFactory.Server contexts = new SslContextFactory.Server();
        contexts.setSslContext(tls.context());
        contexts.setIncludeProtocols(tls.protocols().toArray(String[]::new));
        switch (tls.clientCertificates()) {
            case NONE -> contexts.setWantClientAuth(false);
            case OPTIONAL -> contexts.setWantClientAuth(true);
            case REQUIRED -> contexts.setNeedClientAuth(true);
        }
        return contexts;
    }
}
