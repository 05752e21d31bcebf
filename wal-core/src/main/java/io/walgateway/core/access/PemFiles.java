package io.walgateway.core.access;

import io.walgateway.core.tls.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads certificates and keys from files. Error messages name the file, but nothing of its contents. */
final class PemFiles {
    private PemFiles() {}

    static List<X509Certificate> certificates(Path file) throws IOException {
        return Pem.certificates(file, Pem.bytes(file));
    }

    static PrivateKey privateKey(Path file) throws IOException {
        return Pem.privateKey(file, Pem.bytes(file));
    }
}
