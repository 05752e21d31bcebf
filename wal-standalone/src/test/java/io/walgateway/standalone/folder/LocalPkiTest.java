package io.walgateway.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.tls.Pem;
import io.walgateway.core.tls.TlsFileSet;
import io.walgateway.core.tls.TlsInspection;
import io.walgateway.core.tls.TlsInspection.Side;
import io.walgateway.standalone.part.Composition;
import io.walgateway.standalone.part.PartKind;
import io.walgateway.standalone.part.PartName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPkiTest {
    private static final PartName SERVER = PartName.of(PartKind.SERVER);
    private static final PartName CONTROL_PLANE = PartName.of(PartKind.CONTROLPLANE);

    @TempDir
    private Path temporary;

    private final Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private DataFolder data;
    private LocalPki pki;

    @BeforeEach
    void begin() {
        data = new DataFolder(temporary).create();
        pki = new LocalPki(data);
    }

    @Test
    void shouldMakeCertificatesWithWhichNothingIsWrong() throws Exception {
        pki.prepare(List.of(SERVER, CONTROL_PLANE), now);
        Map<String, String> settings = settings(SERVER);
        TlsFileSet files = new TlsFileSet(
                Optional.of(Path.of(settings.get("tls.certificate-file"))),
                Optional.of(Path.of(settings.get("tls.key-file"))),
                Optional.of(Path.of(settings.get("tls.trust-file"))));
        assertThat(TlsInspection.of(files, EnumSet.allOf(Side.class), now)).isEmpty();
        assertThat(certificate(files.certificate().orElseThrow()).getSubjectAlternativeNames())
                .anySatisfy(name -> assertThat(name.get(1)).isEqualTo("spiffe://local/server"));
        assertThat(Files.getPosixFilePermissions(pki.operatorKey()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void shouldHaveItsProcessesCallOneAnotherByTls() {
        pki.prepare(List.of(SERVER, CONTROL_PLANE), now);
        assertThat(settings(SERVER))
                .containsEntry("catalog.control-plane.url", "https://127.0.0.1:7080")
                .containsKeys("replication.tls.trust-file", "wal.tls.certificate-file");
        pki.leave();
        assertThat(settings(SERVER))
                .containsEntry("catalog.control-plane.url", "http://127.0.0.1:7080")
                .doesNotContainKey("tls.trust-file");
    }

    @Test
    void shouldLetEachOfItsCertificatesWriteAndTheOperatorAdminister() {
        pki.prepare(List.of(SERVER, CONTROL_PLANE), now);
        assertThat(settings(CONTROL_PLANE))
                .containsEntry("access.roles.operator.principal", "spiffe://local/operator")
                .containsEntry("access.roles.operator.role", "admin")
                .containsEntry("access.roles.parts.role", "viewer");
        assertThat(settings(SERVER))
                .containsEntry("access.default-writers", "spiffe://local/*")
                .containsEntry("access.request-targets", "any");
        pki.leave();
        assertThat(settings(SERVER)).doesNotContainKey("access.default-writers");
    }

    @Test
    void shouldKeepItsAuthorityAndRenewCertificates() throws Exception {
        pki.prepare(List.of(SERVER), now);
        byte[] authority = Files.readAllBytes(pki.authority());
        byte[] operator = Files.readAllBytes(pki.operatorCertificate());
        pki.prepare(List.of(SERVER), now.plus(Duration.ofDays(80)));
        assertThat(pki.authority()).hasBinaryContent(authority);
        assertThat(Files.readAllBytes(pki.operatorCertificate())).isNotEqualTo(operator);
        certificate(pki.operatorCertificate())
                .verify(certificate(pki.authority()).getPublicKey());
    }

    private Map<String, String> settings(PartName part) {
        return new SettingsFiles(
                        data,
                        new Layout(7070, List.of()),
                        new Composition(List.of(), Set.of()),
                        new SettingsFiles.Store("jdbc:postgresql://127.0.0.1:1/wal", "u", "p"))
                .of(part);
    }

    private static X509Certificate certificate(Path file) throws IOException {
        return Pem.certificates(file, Pem.bytes(file)).getFirst();
    }
}
