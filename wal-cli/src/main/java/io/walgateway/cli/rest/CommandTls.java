package io.walgateway.cli.rest;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.walgateway.cli.terminal.CliException;
import io.walgateway.core.access.TlsFiles;
import io.walgateway.core.text.Reasons;
import io.walgateway.core.tls.TlsFileSet;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The files with which a command encrypts its connections. They are read once: a command ends before they change. */
public record CommandTls(TlsFileSet files) {

    /** True if the command shows a certificate of its own. */
    public boolean hasCertificate() {
        return files.certificate().isPresent();
    }

    /**
     * For calls by HTTPS.
     *
     * @throws CliException when a file cannot be used
     */
    public SSLContext https() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trust(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new CliException("tls: " + Reasons.of(e), e);
        }
    }

    /**
     * For calls by gRPC.
     *
     * @throws CliException when a file cannot be used
     */
    public ChannelCredentials channel() {
        try {
            return TlsChannelCredentials.newBuilder()
                    .trustManager(trust())
                    .keyManager(keys())
                    .build();
        } catch (IOException | GeneralSecurityException e) {
            throw new CliException("tls: " + Reasons.of(e), e);
        }
    }

    private KeyManager[] keys() throws IOException, GeneralSecurityException {
        if (files.certificate().isEmpty()) {
            return new KeyManager[0];
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(TlsFiles.certificate(files.certificate().get(), files.key().orElseThrow()), TlsFiles.noPassword());
        return factory.getKeyManagers();
    }

    private TrustManager[] trust() throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(
                files.trust().isPresent() ? TlsFiles.authorities(files.trust().get()) : null);
        return factory.getTrustManagers();
    }
}
