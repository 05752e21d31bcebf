package io.walgateway.core.access;

import io.walgateway.core.access.Credentials.ClientCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads what TLS needs of files in PEM into key stores in memory. */
public final class TlsFiles {
    private TlsFiles() {}

    /** The authorities in a file. */
    public static KeyStore authorities(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        int index = 0;
        for (X509Certificate certificate : PemFiles.certificates(file)) {
            store.setCertificateEntry("authority-" + index++, certificate);
        }
        return store;
    }

    /** A certificate with its key, whose password is {@link #noPassword}. */
    public static KeyStore certificate(ClientCertificate own) throws IOException, GeneralSecurityException {
        return certificate(own.certificateFile(), own.keyFile());
    }

    /** The same for files that are not credentials of a target. */
    public static KeyStore certificate(Path certificateFile, Path keyFile)
            throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = PemFiles.certificates(certificateFile);
        PrivateKey key = PemFiles.privateKey(keyFile);
        KeyStore store = emptyStore();
        store.setKeyEntry("client", key, noPassword(), chain.toArray(X509Certificate[]::new));
        return store;
    }

    /** The password of keys: these stores are never written. */
    public static char[] noPassword() {
        return new char[0];
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }
}
