package io.walgateway.local.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates with keys on the curve P-256. Its own key is in memory, or in a file that {@link #store} wrote. */
public final class LocalAuthority {
    private static final int SERIAL_BITS = 120;
    private static final String SIGNED_BY = "SHA256withECDSA";

    private final SecureRandom random;
    private final List<X509Certificate> chain;
    private final PrivateKey key;

    private LocalAuthority(SecureRandom random, List<X509Certificate> chain, PrivateKey key) {
        this.random = random;
        this.chain = List.copyOf(chain);
        this.key = key;
    }

    /** An authority that nobody has signed. */
    public static LocalAuthority create(String subject, Instant from, Instant until) {
        SecureRandom random = new SecureRandom();
        KeyPair pair = keyPair(random);
        X500Principal name = name(subject);
        X509v3CertificateBuilder builder = builder(random, name, name, pair, from, until);
        return new LocalAuthority(random, List.of(signed(authority(builder), pair.getPrivate())), pair.getPrivate());
    }

    /** The authority that {@link #store} has written. */
    public static LocalAuthority load(Path certificate, Path key) throws IOException, GeneralSecurityException {
        return new LocalAuthority(new SecureRandom(), PemFile.certificates(certificate), PemFile.key(key));
    }

    /** An authority that this one has signed; its certificates come with it in their files. */
    public LocalAuthority intermediate(String subject, Instant from, Instant until) {
        KeyPair pair = keyPair(random);
        X509v3CertificateBuilder builder =
                builder(random, own().getSubjectX500Principal(), name(subject), pair, from, until);
        List<X509Certificate> longer = new ArrayList<>(List.of(signed(authority(builder), key)));
        longer.addAll(chain);
        return new LocalAuthority(random, longer, pair.getPrivate());
    }

    /** Writes its certificate, and its key for its owner's eyes alone. */
    public void store(Path certificate, Path keyFile) throws IOException {
        PemFile.writeKey(keyFile, key);
        PemFile.writeCertificates(certificate, List.of(own()));
    }

    /** Writes the certificates of authorities, as a trust bundle. */
    public static void writeBundle(Path file, LocalAuthority... authorities) throws IOException {
        PemFile.writeCertificates(
                file,
                List.of(authorities).stream()
                        .map(authority -> authority.chain.getLast())
                        .toList());
    }

    /** Writes a new certificate with the chain up to its authority, and its key for its owner's eyes alone. */
    public void issue(CertificateWish wish, Path certificate, Path keyFile) throws IOException {
        KeyPair pair = keyPair(random);
        X509v3CertificateBuilder builder =
                builder(random, own().getSubjectX500Principal(), name(wish.subject()), pair, wish.from(), wish.until());
        List<X509Certificate> written = new ArrayList<>(List.of(signed(leaf(builder, wish), key)));
        // The root is in the bundles of those who trust it.
        written.addAll(chain.subList(0, chain.size() - 1));
        PemFile.writeKey(keyFile, pair.getPrivate());
        PemFile.writeCertificates(certificate, written);
    }

    private X509Certificate own() {
        return chain.getFirst();
    }

    private static X509v3CertificateBuilder authority(X509v3CertificateBuilder builder) {
        try {
            return builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        } catch (IOException e) {
            throw new IllegalStateException("Expected extensions that can be encoded", e);
        }
    }

    private static X509v3CertificateBuilder leaf(X509v3CertificateBuilder builder, CertificateWish wish) {
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            List<KeyPurposeId> uses = new ArrayList<>();
            if (wish.server()) {
                uses.add(KeyPurposeId.id_kp_serverAuth);
            }
            if (wish.client()) {
                uses.add(KeyPurposeId.id_kp_clientAuth);
            }
            if (!uses.isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(uses.toArray(KeyPurposeId[]::new)));
            }
            GeneralName[] names =
                    wish.names().stream().map(LocalAuthority::alternative).toArray(GeneralName[]::new);
            return names.length == 0
                    ? builder
                    : builder.addExtension(
                            Extension.subjectAlternativeName, wish.subject().isEmpty(), new GeneralNames(names));
        } catch (IOException e) {
            throw new IllegalStateException("Expected extensions that can be encoded", e);
        }
    }

    private static GeneralName alternative(String name) {
        String value = name.substring(name.indexOf(':') + 1);
        return switch (name.substring(0, name.indexOf(':'))) {
            case "dns" -> new GeneralName(GeneralName.dNSName, value);
            case "ip" -> new GeneralName(GeneralName.iPAddress, value);
            case "uri" -> new GeneralName(GeneralName.uniformResourceIdentifier, value);
            default -> throw new IllegalArgumentException(name + " (expected: dns:, ip: or uri:)");
        };
    }

    private static X509v3CertificateBuilder builder(
            SecureRandom random,
            X500Principal issuer,
            X500Principal subject,
            KeyPair pair,
            Instant from,
            Instant until) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                Date.from(from),
                Date.from(until),
                subject,
                pair.getPublic());
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNED_BY).build(key)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("Expected the JDK to sign with " + SIGNED_BY, e);
        }
    }

    private static X500Principal name(String subject) {
        return new X500Principal(subject.isEmpty() ? "" : "CN=" + subject + ",O=WAL Gateway");
    }

    private static KeyPair keyPair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected the JDK to have the curve P-256", e);
        }
    }
}
