package io.walgateway.core.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys in PEM. Error messages name the file, but nothing of its contents. */
public final class Pem {
    /** The largest file that is read. */
    public static final int BYTES_MAX = 1 << 20;

    private static final String ONE_CERTIFICATE = "at least one certificate, in PEM";
    private static final String ONE_KEY = "PEM with BEGIN PRIVATE KEY, not encrypted";
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END PRIVATE KEY-----");
    private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN ([A-Z]+ PRIVATE KEY)-----");
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private Pem() {}

    /** The contents of a file, which is small. */
    public static byte[] bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new TlsFileException(file, "a directory", "a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new TlsFileException(file, "too large", "at most " + BYTES_MAX + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException _) {
            throw new TlsFileException(file, "does not exist", "a file");
        } catch (AccessDeniedException _) {
            throw new TlsFileException(file, "access is denied", "a file that this process may read");
        }
    }

    /**
     * All certificates of a file, at least one.
     *
     * @param file for error messages
     */
    public static List<X509Certificate> certificates(Path file, byte[] contents) throws TlsFileException {
        if (!new String(contents, StandardCharsets.US_ASCII).contains("-----BEGIN CERTIFICATE-----")) {
            throw new TlsFileException(file, contents.length == 0 ? "empty" : "no certificate in PEM", ONE_CERTIFICATE);
        }
        try {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(contents))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new TlsFileException(file, "no certificate in PEM", ONE_CERTIFICATE);
            }
            return certificates;
        } catch (CertificateException _) {
            throw new TlsFileException(file, "a certificate that is broken or cut off", ONE_CERTIFICATE);
        }
    }

    /**
     * The private key of a file.
     *
     * @param file for error messages
     */
    public static PrivateKey privateKey(Path file, byte[] contents) throws TlsFileException {
        String text = new String(contents, StandardCharsets.US_ASCII);
        Matcher pem = PRIVATE_KEY.matcher(text);
        if (!pem.find()) {
            throw noKey(file, text);
        }
        return parsed(pem.group(1))
                .orElseThrow(() -> new TlsFileException(
                        file, "a private key that is broken, or is neither RSA nor EC nor EdDSA", ONE_KEY));
    }

    private static Optional<PrivateKey> parsed(String base64) {
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                byte[] encoded = Base64.getMimeDecoder().decode(base64);
                return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
            } catch (GeneralSecurityException | IllegalArgumentException _) {
                // It is of another algorithm, or of none.
            }
        }
        return Optional.empty();
    }

    private static TlsFileException noKey(Path file, String text) {
        Matcher other = OTHER_KEY.matcher(text);
        if (other.find()) {
            return new TlsFileException(
                    file, "a key of the kind " + other.group(1), ONE_KEY + ": openssl pkcs8 -topk8 -nocrypt");
        }
        return new TlsFileException(file, text.isEmpty() ? "empty" : "no private key in PEM", ONE_KEY);
    }
}
