package io.walgateway.core.tls;

import io.walgateway.core.plugin.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Finds everything that is wrong with a set of files, for people who put them there. */
public final class TlsInspection {
    private static final String SERVER_USAGE = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_USAGE = "1.3.6.1.5.5.7.3.2";
    private static final int DNS_NAME = 2;
    private static final int URI_NAME = 6;
    private static final int IP_ADDRESS = 7;
    /** cert-manager renews after two thirds of a certificate's life, and SPIRE after half of it. */
    private static final int REMAINS_TOO_SHORT = 5;

    private final TlsFileSet files;
    private final Set<Side> sides;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();

    /** The side of connections on which files are used. */
    public enum Side {
        PORT,
        CALLER
    }

    /**
     * Something that is wrong, or may be.
     *
     * @param fatal     true: connections fail, or the process does not start
     * @param violation the file, what is wrong with it, and what was expected
     */
    public record Finding(boolean fatal, Violation violation) {}

    private TlsInspection(TlsFileSet files, Set<Side> sides, Instant now) {
        this.files = files;
        this.sides = Set.copyOf(sides);
        this.now = now;
    }

    /** All findings, in the order certificate, key, trust bundle; empty: all is well. */
    public static List<Finding> of(TlsFileSet files, Set<Side> sides, Instant now) {
        TlsInspection inspection = new TlsInspection(files, sides, now);
        inspection.run();
        return List.copyOf(inspection.findings);
    }

    private void run() {
        List<X509Certificate> chain = certificates(files.certificate());
        if (!chain.isEmpty()) {
            Path file = files.certificate().orElseThrow();
            chain.forEach(certificate -> inspectTimes(file, certificate, true));
            inspectOrder(file, chain);
            inspectUse(file, chain.getFirst());
            inspectNames(file, chain.getFirst());
        }
        files.key().ifPresent(file -> inspectKey(file, chain));
        List<X509Certificate> trusted = certificates(files.trust());
        trusted.forEach(authority -> inspectAuthority(files.trust().orElseThrow(), authority));
        if (!chain.isEmpty() && !trusted.isEmpty()) {
            inspectEnd(files.certificate().orElseThrow(), chain.getLast(), trusted);
        }
    }

    private List<X509Certificate> certificates(Optional<Path> file) {
        try {
            return file.isPresent() ? Pem.certificates(file.get(), Pem.bytes(file.get())) : List.of();
        } catch (IOException e) {
            found(e);
            return List.of();
        }
    }

    private void inspectTimes(Path file, X509Certificate certificate, boolean fatal) {
        Optional<String> untimely = OwnCertificate.untimely(certificate, now);
        if (untimely.isPresent()) {
            add(fatal, file, untimely.get(), "a certificate that is valid now");
            return;
        }
        Instant until = certificate.getNotAfter().toInstant();
        Duration life = Duration.between(certificate.getNotBefore().toInstant(), until);
        if (Duration.between(now, until).multipliedBy(REMAINS_TOO_SHORT).compareTo(life) < 0) {
            add(
                    false,
                    file,
                    OwnCertificate.subject(certificate) + " expires soon, at " + until,
                    "a certificate that is renewed in time");
        }
    }

    private void inspectOrder(Path file, List<X509Certificate> chain) {
        for (int i = 1; i < chain.size(); i++) {
            if (!OwnCertificate.isSignedBy(chain.get(i - 1), chain.get(i))) {
                add(true, file, OwnCertificate.disorder(i), OwnCertificate.ORDERED);
            }
        }
    }

    private void inspectUse(Path file, X509Certificate own) {
        try {
            List<String> uses = Objects.requireNonNullElse(own.getExtendedKeyUsage(), List.of());
            if (!uses.isEmpty() && sides.contains(Side.PORT) && !uses.contains(SERVER_USAGE)) {
                add(true, file, "no server-auth usage", "an extended key usage with serverAuth, or none");
            }
            if (!uses.isEmpty() && sides.contains(Side.CALLER) && !uses.contains(CLIENT_USAGE)) {
                add(true, file, "no client-auth usage", "an extended key usage with clientAuth, or none");
            }
        } catch (CertificateParsingException _) {
            add(true, file, "an extended key usage that cannot be read", "a certificate that follows RFC 5280");
        }
        if (own.getBasicConstraints() >= 0) {
            add(false, file, "its first certificate is that of an authority", "the own certificate first");
        }
    }

    private void inspectNames(Path file, X509Certificate own) {
        try {
            List<Integer> kinds =
                    Objects.requireNonNullElse(own.getSubjectAlternativeNames(), List.<List<?>>of()).stream()
                            .map(name -> (Integer) name.getFirst())
                            .toList();
            if (sides.contains(Side.PORT) && !kinds.contains(DNS_NAME) && !kinds.contains(IP_ADDRESS)) {
                add(false, file, "no DNS name and no IP address", "the names by which callers call this process");
            }
            if (sides.contains(Side.CALLER)
                    && kinds.stream().filter(kind -> kind == URI_NAME).count() > 1) {
                add(true, file, "several URI names", "one URI name at most: it is the caller's identity");
            }
        } catch (CertificateParsingException _) {
            add(true, file, "alternative names that cannot be read", "a certificate that follows RFC 5280");
        }
    }

    private void inspectKey(Path file, List<X509Certificate> chain) {
        try {
            PrivateKey key = Pem.privateKey(file, Pem.bytes(file));
            if (!chain.isEmpty() && !OwnCertificate.matches(chain.getFirst().getPublicKey(), key)) {
                add(
                        true,
                        file,
                        OwnCertificate.MISMATCH,
                        "the private key of " + files.certificate().orElseThrow());
            }
            Collection<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
                add(false, file, "readable by everybody", "a file that its owner alone, or a group, may read");
            }
        } catch (IOException e) {
            found(e);
        } catch (UnsupportedOperationException _) {
            // A file system without such permissions.
        }
    }

    private void inspectAuthority(Path file, X509Certificate authority) {
        inspectTimes(file, authority, false);
        if (authority.getBasicConstraints() < 0) {
            add(
                    false,
                    file,
                    OwnCertificate.subject(authority) + " is no authority",
                    "the certificates of authorities, not those that they issue");
        }
    }

    /** The other side may trust other authorities than this one does; so this need not be wrong. */
    private void inspectEnd(Path file, X509Certificate last, List<X509Certificate> trusted) {
        boolean leads = trusted.stream()
                .anyMatch(authority -> authority.equals(last) || OwnCertificate.isSignedBy(last, authority));
        if (!leads) {
            add(
                    false,
                    file,
                    "an incomplete chain: nothing in " + files.trust().orElseThrow() + " signed its last certificate",
                    "the intermediate certificates up to an authority, unless others trust another one");
        }
    }

    private void found(IOException e) {
        if (e instanceof TlsFileException wrong) {
            findings.add(new Finding(true, wrong.violation()));
        } else {
            findings.add(new Finding(true, new Violation("tls", String.valueOf(e.getMessage()), "readable files")));
        }
    }

    private void add(boolean fatal, Path file, String problem, String expectation) {
        findings.add(new Finding(fatal, new Violation(file.toString(), problem, expectation)));
    }
}
