package io.walgateway.runtime.tls;

import io.walgateway.core.tls.ClientCertificates;
import io.walgateway.core.tls.LiveTls;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** How one port uses TLS, at any moment. Safe for any number of threads. */
public final class PortTls {
    private final LiveTls live;
    private final List<Runnable> sweeps = new CopyOnWriteArrayList<>();

    public PortTls(LiveTls live) {
        this.live = live;
    }

    /** A context that follows the files; to be used with {@link #parameters}. */
    public SSLContext context() {
        return live.context();
    }

    /** The versions of TLS, and whether callers need certificates. */
    public SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(protocols().toArray(String[]::new));
        // Each of the two setters resets the other.
        switch (live.terms().clientCertificates()) {
            case NONE -> parameters.setWantClientAuth(false);
            case OPTIONAL -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        return parameters;
    }

    /** The versions of TLS, as the JDK names them. */
    public List<String> protocols() {
        return live.terms().minVersion().protocols();
    }

    public ClientCertificates clientCertificates() {
        return live.terms().clientCertificates();
    }

    /** Counts the versions of the files, from 1. */
    public int versionNumber() {
        return live.versionNumber();
    }

    /** True while the certificate with which a connection began is accepted; a connection without one always is. */
    public boolean stillTrusts(SSLSession session) {
        List<X509Certificate> chain = certificates(session);
        return chain.isEmpty() || live.trusts(chain);
    }

    /** The verified certificates of a connection's caller, its own first; empty: it has none. */
    public static List<X509Certificate> certificates(SSLSession session) {
        try {
            return Stream.<Certificate>of(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException _) {
            return List.of();
        }
    }

    /**
     * Adds work that closes the connections which are no longer trusted.
     *
     * @param sweep called once a second, and returns at once
     */
    public void onSweep(Runnable sweep) {
        sweeps.add(sweep);
    }

    /** Reads the files again, and closes what is no longer trusted. */
    public void look() {
        live.refresh();
        sweeps.forEach(Runnable::run);
    }

    /** Why the files cannot be used as they are, in one line; empty: they are in use. */
    public Optional<String> trouble() {
        return live.trouble();
    }

    /** When the first of the certificates in use expires. */
    public Optional<Instant> expires() {
        return live.expires();
    }
}
