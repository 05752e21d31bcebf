package io.walgateway.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.local.tls.CertificateWish;
import io.walgateway.local.tls.LocalAuthority;
import io.walgateway.standalone.WalCommands.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsDoctorTest {
    private static final Duration LIFE = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private final Instant now = Instant.now();
    private final LocalAuthority authority = LocalAuthority.create("authority", now.minus(LIFE), now.plus(LIFE));
    private WalCommands commands;

    @BeforeEach
    void begin() throws IOException {
        commands = new WalCommands(folder.resolve("data"));
        LocalAuthority.writeBundle(folder.resolve("ca.pem"), authority);
        issue("server", CertificateWish.ofThisMachine("server", now, LIFE));
        issue("caller", CertificateWish.ofThisMachine("caller", now, LIFE).used(false, true));
    }

    @Test
    void shouldApproveOfFilesThatAreRight() throws IOException {
        Result result =
                commands.run("doctor", "--tls", "--config", settings("server").toString());
        assertThat(result.text()).contains("ok       server.yaml tls.", "Nothing is wrong with the files of TLS.");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void shouldSayWhichFileIsWrongAndWhyForEachPart() throws IOException {
        Path settings = settings("server");
        Files.writeString(
                settings,
                Files.readString(settings)
                        + "grpc.tls: {certificate-file: %1$s/caller.pem, key-file: %1$s/caller.key}\n".formatted(folder)
                        + "replication.tls: {certificate-file: %1$s/caller.pem, key-file: %1$s/server.key}\n"
                                .formatted(folder));
        Result result = commands.run("doctor", "--tls", "--config", settings.toString());
        assertThat(result.text())
                .contains("ok       server.yaml tls.")
                .contains("WRONG    server.yaml grpc.tls. " + folder.resolve("caller.pem") + ": no server-auth usage")
                .contains("WRONG    server.yaml replication.tls. " + folder.resolve("server.key")
                        + ": a key that does not match the certificate")
                .contains("2 things are wrong.");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void shouldLookAtFilesThatAreNamedAtOnce() {
        Path absent = folder.resolve("absent.pem");
        Result result = commands.run("doctor", "--tls", "--trust", absent.toString());
        assertThat(result.text()).contains(absent + ": does not exist (expected: a file)", "One thing is wrong.");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(commands.run("doctor", "--tls", "--key", absent.toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void shouldLookAtTheSettingsOfTheLocalStackUnlessOthersAreGiven() throws IOException {
        assertThat(commands.run("doctor", "--tls").exitCode()).isEqualTo(2);
        Files.createDirectories(folder.resolve("data/settings"));
        Files.copy(settings("server"), folder.resolve("data/settings/server.yaml"));
        assertThat(commands.run("doctor", "--tls").text()).contains("ok       server.yaml tls.");
        Files.writeString(folder.resolve("data/settings/server.yaml"), "grpc.port: 1\n");
        assertThat(commands.run("doctor", "--tls").text()).contains("No settings name files of TLS.");
    }

    private Path settings(String name) throws IOException {
        return Files.writeString(
                folder.resolve("server.yaml"),
                "tls: {certificate-file: %1$s/%2$s.pem, key-file: %1$s/%2$s.key, trust-file: %1$s/ca.pem}\n"
                        .formatted(folder, name));
    }

    private void issue(String name, CertificateWish wish) throws IOException {
        authority.issue(wish, folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
    }
}
