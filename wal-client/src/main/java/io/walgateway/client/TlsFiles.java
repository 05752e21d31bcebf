package io.walgateway.client;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The files in PEM with which a client encrypts its connections. The client reads them again when they change.
 *
 * @param trust       the authorities to which the gateway's certificate must lead
 * @param certificate the client's own certificate, followed by the intermediate ones; present exactly if the key is
 * @param key         its private key, as PKCS#8, not encrypted
 */
public record TlsFiles(Path trust, Optional<Path> certificate, Optional<Path> key) {

    public TlsFiles {
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("a certificate without a key, or the reverse (expected: both or none)");
        }
    }

    /** A client that trusts these authorities, and shows no certificate. */
    public static TlsFiles trusting(Path authorities) {
        return new TlsFiles(authorities, Optional.empty(), Optional.empty());
    }

    /** The same with a certificate, which is the client's identity. */
    public TlsFiles with(Path ownCertificate, Path ownKey) {
        return new TlsFiles(trust, Optional.of(ownCertificate), Optional.of(ownKey));
    }
}
