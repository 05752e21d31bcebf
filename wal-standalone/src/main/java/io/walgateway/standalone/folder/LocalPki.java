package io.walgateway.standalone.folder;

import io.walgateway.cli.option.RunningStack;
import io.walgateway.local.tls.CertificateWish;
import io.walgateway.local.tls.LocalAuthority;
import io.walgateway.standalone.part.PartName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The certificates of a stack that speaks TLS alone: an authority of its own, which it keeps, and a certificate for each
 * of the gateway's processes and for the operator, which each start renews. The identity of each is
 * {@code spiffe://local/NAME}.
 */
public record LocalPki(DataFolder data) {
    private static final String OPERATOR = "operator";
    private static final String IDENTITY = "spiffe://local/";
    private static final String EACH = IDENTITY + "*";
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    private static final Duration LIFE = Duration.ofDays(90);
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** Issues the certificates, and marks the stack as one that encrypts. */
    public void prepare(List<PartName> parts, Instant now) {
        try {
            LocalAuthority authority = authority(now);
            for (PartName part : parts) {
                issue(authority, part.text(), now);
            }
            issue(authority, OPERATOR, now);
            Files.writeString(RunningStack.secureMark(data.path()), "");
        } catch (IOException | GeneralSecurityException e) {
            throw new UncheckedIOException(
                    RunningStack.tlsFolder(data.path()) + ": the certificates could not be made",
                    e instanceof IOException io ? io : new IOException(e));
        }
    }

    /** Forgets that an earlier stack encrypted; its files stay. */
    public void leave() {
        try {
            Files.deleteIfExists(RunningStack.secureMark(data.path()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True if the stack encrypts. */
    public boolean isUsed() {
        return Files.exists(RunningStack.secureMark(data.path()));
    }

    public Path authority() {
        return file("ca.pem");
    }

    public Path operatorCertificate() {
        return file(OPERATOR + ".pem");
    }

    public Path operatorKey() {
        return file(OPERATOR + ".key");
    }

    /** The settings of one process that name its files, with keys that begin like this. */
    void putFiles(Map<String, String> settings, String prefix, PartName part) {
        settings.put(prefix + "certificate-file", file(part.text() + ".pem").toString());
        settings.put(prefix + "key-file", file(part.text() + ".key").toString());
        settings.put(prefix + "trust-file", authority().toString());
    }

    /**
     * Whoever has a certificate of the stack may do as much as in one that does not encrypt; documents with writers and
     * readers still decide. Only the operator changes anything at the control plane.
     */
    void putAccess(Map<String, String> settings) {
        settings.put("access.default-writers", EACH);
        settings.put("access.default-readers", EACH);
        settings.put("access.appliers", EACH);
        settings.put("access.request-targets", "any");
        settings.put("access.roles.parts.principal", EACH);
        settings.put("access.roles.parts.role", "viewer");
        settings.put("access.roles.operator.principal", IDENTITY + OPERATOR);
        settings.put("access.roles.operator.role", "admin");
    }

    private LocalAuthority authority(Instant now) throws IOException, GeneralSecurityException {
        Path key = file("ca.key");
        if (Files.exists(key) && Files.exists(authority())) {
            return LocalAuthority.load(authority(), key);
        }
        LocalAuthority made = LocalAuthority.create("local authority", now.minus(SKEW), now.plus(AUTHORITY_LIFE));
        made.store(authority(), key);
        return made;
    }

    private void issue(LocalAuthority authority, String name, Instant now) throws IOException {
        authority.issue(
                CertificateWish.ofThisMachine(name, now, LIFE).named("uri:" + IDENTITY + name),
                file(name + ".pem"),
                file(name + ".key"));
    }

    private Path file(String name) {
        return RunningStack.tlsFolder(data.path()).resolve(name);
    }
}
