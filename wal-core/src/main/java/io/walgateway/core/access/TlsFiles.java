package io.walgateway.core.access;

import io.walgateway.core.access.Credentials.ClientCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** What TLS needs of files in PEM: the authorities that a client trusts, and its own certificate. */
public final class TlsFiles {
    private static final char[] NO_PASSWORD = new char[0];

    private TlsFiles() {}

    /** Trusts the authorities in the file, and no others. */
    public static TrustManager[] trust(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        int index = 0;
        for (X509Certificate certificate : PemFiles.certificates(file)) {
            store.setCertificateEntry("authority-" + index++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Shows the certificate to servers that ask for one. */
    public static KeyManager[] keys(ClientCertificate own) throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = PemFiles.certificates(own.certificateFile());
        PrivateKey key = PemFiles.privateKey(own.keyFile());
        KeyStore store = emptyStore();
        store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }
}
