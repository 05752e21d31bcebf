package io.walgateway.runtime.tls;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.walgateway.core.tls.ClientCertificates;
import io.walgateway.core.tls.TlsFileSet;
import io.walgateway.core.tls.TlsTerms;
import io.walgateway.core.tls.TlsVersion;
import io.walgateway.local.tls.CertificateWish;
import io.walgateway.local.tls.LocalAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An authority, with the files of a server and of callers, in one folder. */
public final class Pki {
    private static final Duration DAY = Duration.ofDays(1);

    private final Path folder;
    private final Instant now;
    private LocalAuthority authority;

    public Pki(Path folder, Instant now) throws IOException {
        this.folder = folder;
        this.now = now;
        this.authority = authority("first");
        LocalAuthority.writeBundle(bundle(), authority);
        issue("server");
        issue("client");
    }

    public LocalAuthority authority(String name) {
        return LocalAuthority.create(name, now.minus(DAY), now.plus(DAY));
    }

    public LocalAuthority authority() {
        return authority;
    }

    /** The authority that issues from now on. */
    public void turnTo(LocalAuthority other) {
        authority = other;
    }

    public Path bundle() {
        return folder.resolve("bundle.pem");
    }

    public Path certificate(String name) {
        return folder.resolve(name + ".pem");
    }

    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    public void issue(String name) throws IOException {
        issue(name, wish -> wish);
    }

    public void issue(String name, UnaryOperator<CertificateWish> change) throws IOException {
        authority.issue(change.apply(CertificateWish.ofThisMachine(name, now, DAY)), certificate(name), key(name));
    }

    public TlsFileSet files(String name) {
        return new TlsFileSet(Optional.of(certificate(name)), Optional.of(key(name)), Optional.of(bundle()));
    }

    public TlsTerms server(ClientCertificates clients) {
        return new TlsTerms(files("server"), TlsVersion.TLS_1_3, clients);
    }

    /**
     * Credentials of a gRPC channel as the files are now, with the bundle of this moment. The certificate is shown even
     * if the server says that it trusts others.
     */
    public ChannelCredentials credentials(String name) throws IOException {
        AdvancedTlsX509KeyManager own = new AdvancedTlsX509KeyManager();
        try {
            own.updateIdentityCredentials(certificate(name).toFile(), key(name).toFile());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        return TlsChannelCredentials.newBuilder()
                .trustManager(bundle().toFile())
                .keyManager(own)
                .build();
    }

    public ChannelCredentials withoutCertificate() throws IOException {
        return TlsChannelCredentials.newBuilder()
                .trustManager(bundle().toFile())
                .build();
    }

    public void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
