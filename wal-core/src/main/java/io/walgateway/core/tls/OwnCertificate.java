package io.walgateway.core.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules that a certificate must meet before anything is made with it. */
final class OwnCertificate {
    static final String MISMATCH = "a key that does not match the certificate";
    static final String ORDERED = "the own certificate, followed by its authority's, and so on";

    private static final byte[] SAMPLE = {1, 2, 3, 4};

    private OwnCertificate() {}

    static void require(Path certificateFile, Path keyFile, List<X509Certificate> chain, PrivateKey key, Instant now)
            throws TlsFileException {
        if (!matches(chain.getFirst().getPublicKey(), key)) {
            throw new TlsFileException(keyFile, MISMATCH, "the private key of " + certificateFile);
        }
        for (X509Certificate certificate : chain) {
            Optional<String> untimely = untimely(certificate, now);
            if (untimely.isPresent()) {
                throw new TlsFileException(certificateFile, untimely.get(), "a certificate that is valid now");
            }
        }
        for (int i = 1; i < chain.size(); i++) {
            if (!isSignedBy(chain.get(i - 1), chain.get(i))) {
                throw new TlsFileException(certificateFile, disorder(i), ORDERED);
            }
        }
    }

    /** @param index of the certificate that did not sign the one before it, from 0 */
    static String disorder(int index) {
        return "certificate %d did not sign certificate %d".formatted(index + 1, index);
    }

    /** Why a certificate is not valid at this time. */
    static Optional<String> untimely(X509Certificate certificate, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isBefore(from)) {
            return Optional.of(subject(certificate) + " is not valid before " + from);
        }
        return now.isAfter(until) ? Optional.of(subject(certificate) + " expired at " + until) : Optional.empty();
    }

    static boolean isSignedBy(X509Certificate certificate, X509Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey());
            return certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    static String subject(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName();
        return name.isEmpty() ? "the certificate" : name;
    }

    /** True if the one verifies what the other signs. */
    static boolean matches(PublicKey open, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(algorithm(key));
            signature.initSign(key);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
    }
}
