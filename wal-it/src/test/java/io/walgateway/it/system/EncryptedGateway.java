package io.walgateway.it.system;

import io.walgateway.client.TlsFiles;
import io.walgateway.client.WalClient;
import io.walgateway.client.WalClientBuilder;
import io.walgateway.local.port.FreePorts;
import io.walgateway.local.process.JavaProgram;
import io.walgateway.local.tls.CertificateWish;
import io.walgateway.local.tls.LocalAuthority;
import io.walgateway.standalone.part.JvmOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A control plane and a server that speak TLS alone, to each other and to callers with certificates, beside those of the
 * system and on its components.
 */
public final class EncryptedGateway implements AutoCloseable {
    private static final Duration LIFE = Duration.ofHours(2);

    private final Path files;
    private final int grpc = FreePorts.next();
    private final int rest = FreePorts.next();
    private final int management = FreePorts.next();
    private final JavaProgram controlPlane;
    private final JavaProgram server;
    private LocalAuthority authority = newAuthority();

    /** Starts nothing yet. */
    public EncryptedGateway(WalSystem system, Path directory) throws IOException {
        files = Files.createDirectories(directory.toAbsolutePath().resolve("tls"));
        trust(authority);
        issue("controlplane");
        issue("server");
        issue("caller");
        controlPlane = program(directory, "controlplane", "io.walgateway.controlplane.ControlPlaneMain", """
                http.port: %d
                management: {port: %d, tls.client-certificates: none}
                access.roles:
                  caller: {principal: "spiffe://test/caller", role: admin}
                  server: {principal: "spiffe://test/server", role: viewer, shard: default}
                drain.in-flight: 6s
                store: {url: "%s", user: "%s", password: "%s"}
                kafka.clusters: {"*": {bootstrap.servers: "%s"}}
                """.formatted(
                        rest,
                        FreePorts.next(),
                        system.postgres().jdbcUrl(),
                        system.postgres().user(),
                        system.postgres().password(),
                        system.kafka().bootstrapServers()));
        server = program(directory, "server", "io.walgateway.server.ServerMain", """
                grpc.port: %d
                management.port: %d
                access.default-writers: "spiffe://test/caller"
                catalog: {control-plane.url: "%s", cache-dir: "%s"}
                kafka.clusters: {"*": {bootstrap.servers: "%s"}}
                """.formatted(
                        grpc,
                        management,
                        rest(),
                        directory.toAbsolutePath().resolve("catalog"),
                        system.kafka().bootstrapServers()));
    }

    public void start() {
        controlPlane.start();
        server.start();
    }

    /** The control plane's address. */
    public URI rest() {
        return URI.create("https://127.0.0.1:" + rest);
    }

    public int grpcPort() {
        return grpc;
    }

    public Path bundle() {
        return files.resolve("bundle.pem");
    }

    public Path certificate(String name) {
        return files.resolve(name + ".pem");
    }

    public Path key(String name) {
        return files.resolve(name + ".key");
    }

    /** An authority that nobody trusts yet. */
    public LocalAuthority newAuthority() {
        Instant now = Instant.now();
        return LocalAuthority.create("authority", now.minus(LIFE), now.plus(LIFE));
    }

    public LocalAuthority authority() {
        return authority;
    }

    /** The authority that issues from now on. */
    public void turnTo(LocalAuthority other) {
        authority = other;
    }

    /** The authorities that all parts trust from now on. */
    public void trust(LocalAuthority... authorities) throws IOException {
        LocalAuthority.writeBundle(bundle(), authorities);
    }

    /** New certificates for all parts and for the caller. */
    public void issueAll() throws IOException {
        issue("controlplane");
        issue("server");
        issue("caller");
    }

    public void issue(String name) throws IOException {
        issue(name, wish -> wish);
    }

    public void issue(String name, UnaryOperator<CertificateWish> change) throws IOException {
        CertificateWish wish =
                CertificateWish.ofThisMachine(name, Instant.now(), LIFE).named("uri:spiffe://test/" + name);
        authority.issue(change.apply(wish), certificate(name), key(name));
    }

    /** A client that shows the caller's certificate, and follows its files. */
    public WalClientBuilder client() {
        return WalClient.builder()
                .address("127.0.0.1:" + grpc)
                .tls(TlsFiles.trusting(bundle()).with(certificate("caller"), key("caller")));
    }

    @Override
    public void close() {
        server.stop();
        controlPlane.stop();
    }

    private JavaProgram program(Path directory, String name, String main, String settings) throws IOException {
        Path file = files.resolve(name + ".yaml");
        Files.writeString(
                file,
                settings
                        + "tls: {certificate-file: %s, key-file: %s, trust-file: %s}\n"
                                .formatted(certificate(name), key(name), bundle()));
        return JavaProgram.in(
                directory.resolve(name),
                "encrypted-" + name,
                JvmOptions.OF_SHORT_LIVED_PARTS,
                main,
                List.of("--config", file.toString()));
    }
}
