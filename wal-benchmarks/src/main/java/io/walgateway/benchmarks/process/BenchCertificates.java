package io.walgateway.benchmarks.process;

import io.walgateway.local.tls.CertificateWish;
import io.walgateway.local.tls.LocalAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** An authority, and the certificates of a server and of its caller. */
public record BenchCertificates(Path folder) {
    private static final Duration LIFE = Duration.ofDays(1);
    private static final String SERVER = "server";
    private static final String CALLER = "caller";
    private static final String IDENTITY = "spiffe://bench/" + CALLER;

    /** Makes them. */
    public static BenchCertificates in(Path folder, Instant now) {
        BenchCertificates files = new BenchCertificates(folder);
        try {
            LocalAuthority authority = LocalAuthority.create("bench", now.minus(LIFE), now.plus(LIFE));
            LocalAuthority.writeBundle(files.trust(), authority);
            for (String name : List.of(SERVER, CALLER)) {
                authority.issue(
                        CertificateWish.ofThisMachine(name, now, LIFE).named("uri:spiffe://bench/" + name),
                        files.certificate(name),
                        files.key(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Settings of a server that asks for no certificate. */
    public List<String> ofServer() {
        return List.of("tls.certificate-file=" + certificate(SERVER), "tls.key-file=" + key(SERVER));
    }

    /** Settings of a server that knows its caller, who may write everywhere. */
    public List<String> ofServerThatAsks() {
        return Stream.concat(
                        ofServer().stream(),
                        Stream.of("tls.trust-file=" + trust(), "access.default-writers=" + IDENTITY))
                .toList();
    }

    /** Options of a load generator that shows no certificate. */
    public List<String> trusting() {
        return List.of("--trust", trust().toString());
    }

    /** Options of one that shows its certificate. */
    public List<String> showing() {
        return List.of(
                "--trust", trust().toString(),
                "--certificate", certificate(CALLER).toString(),
                "--key", key(CALLER).toString());
    }

    private Path trust() {
        return folder.resolve("bundle.pem");
    }

    private Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    private Path key(String name) {
        return folder.resolve(name + ".key");
    }
}
