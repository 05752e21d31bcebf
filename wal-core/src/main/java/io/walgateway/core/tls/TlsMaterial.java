package io.walgateway.core.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The contents of a set of files that fit together.
 *
 * @param chain   the own certificate first; empty: there is none
 * @param key     of the own certificate
 * @param trusted the authorities; empty: those of the Java runtime
 */
record TlsMaterial(List<X509Certificate> chain, Optional<PrivateKey> key, List<X509Certificate> trusted) {
    private static final char[] NO_PASSWORD = new char[0];

    TlsMaterial {
        chain = List.copyOf(chain);
        trusted = List.copyOf(trusted);
    }

    /**
     * Reads what the files contained.
     *
     * @throws TlsFileException when one cannot be used: not PEM, a key that does not match, a certificate that is not
     *     valid at this time
     */
    static TlsMaterial of(TlsFileSet files, TlsContents contents, Instant now) throws TlsFileException {
        List<X509Certificate> chain = List.of();
        Optional<PrivateKey> key = Optional.empty();
        if (files.certificate().isPresent()) {
            Path keyFile = files.key().orElseThrow();
            chain = Pem.certificates(files.certificate().get(), contents.certificate());
            key = Optional.of(Pem.privateKey(keyFile, contents.key()));
            OwnCertificate.require(files.certificate().get(), keyFile, chain, key.get(), now);
        }
        List<X509Certificate> trusted =
                files.trust().isPresent() ? Pem.certificates(files.trust().get(), contents.trust()) : List.of();
        return new TlsMaterial(chain, key, trusted);
    }

    /** When the first certificate of the own chain expires; empty: there is none. */
    Optional<Instant> expires() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo);
    }

    /** A context for connections that use this material. */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Expected the JDK to take certificates that it has read", e);
        }
    }

    /** Decides which certificates lead to an authority. */
    X509TrustManager trustManager() {
        for (TrustManager manager : trustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new IllegalStateException("Expected the JDK to have a trust manager for X.509");
    }

    private KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
        if (key.isEmpty()) {
            return new KeyManager[0];
        }
        KeyStore store = emptyStore();
        store.setKeyEntry("own", key.get(), NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private TrustManager[] trustManagers() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted.isEmpty() ? null : trustStore());
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Expected the JDK to take certificates that it has read", e);
        }
    }

    private KeyStore trustStore() throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        int index = 0;
        for (X509Certificate authority : trusted) {
            store.setCertificateEntry("authority-" + index++, authority);
        }
        return store;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }
}
