package io.walgateway.core.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of one side of a connection, as cert-manager and SPIRE lay them down.
 *
 * @param certificate the own certificate in PEM, followed by the intermediate ones up to its authority
 * @param key         its private key in PEM, as PKCS#8, not encrypted; present exactly if the certificate is
 * @param trust       the authorities that the other side's certificate may lead to, in PEM
 */
public record TlsFileSet(Optional<Path> certificate, Optional<Path> key, Optional<Path> trust) {
    /** No files: no certificate of its own, and the authorities of the Java runtime. */
    public static final TlsFileSet NONE = new TlsFileSet(Optional.empty(), Optional.empty(), Optional.empty());

    public TlsFileSet {
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("a certificate without a key, or the reverse (expected: both or none)");
        }
    }
}
