package io.walgateway.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.tls.TlsFileSet;
import io.walgateway.core.tls.TlsInspection;
import io.walgateway.core.tls.TlsInspection.Finding;
import io.walgateway.core.tls.TlsInspection.Side;
import io.walgateway.local.tls.CertificateWish;
import io.walgateway.local.tls.LocalAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TlsInspectionTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Pki pki;

    /** Something that goes wrong with files. */
    interface Mistake {
        void make(Pki pki) throws Exception;
    }

    @BeforeEach
    void begin() throws IOException {
        pki = new Pki(folder, NOW);
    }

    @Test
    void shouldFindNothingWrongWithFilesThatAreRight() {
        assertThat(inspect()).isEmpty();
        assertThat(TlsInspection.of(TlsFileSet.NONE, EnumSet.of(Side.CALLER), NOW))
                .isEmpty();
    }

    @Test
    void shouldAcceptAChainThroughAnIntermediateAuthority() throws IOException {
        pki.turnTo(pki.authority().intermediate("between", NOW.minusSeconds(60), NOW.plus(Duration.ofDays(1))));
        pki.issue("server");
        assertThat(inspect()).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("server.pem", true, "does not exist", pki -> Files.delete(pki.certificate("server"))),
                mistake("server.pem", true, "empty", pki -> pki.write(pki.certificate("server"), "")),
                mistake(
                        "server.pem",
                        true,
                        "no certificate in PEM",
                        pki -> pki.write(pki.certificate("server"), "hello")),
                mistake("server.pem", true, "broken or cut off", pki -> cutOff(pki.certificate("server"))),
                mistake("server.pem", true, "a directory", pki -> {
                    Files.delete(pki.certificate("server"));
                    Files.createDirectory(pki.certificate("server"));
                }),
                mistake(
                        "server.pem",
                        true,
                        "expired at",
                        pki -> pki.issue("server", wish -> wish.valid(NOW.minusSeconds(7200), NOW.minusSeconds(3600)))),
                mistake(
                        "server.pem",
                        true,
                        "is not valid before",
                        pki -> pki.issue("server", wish -> wish.valid(NOW.plusSeconds(3600), NOW.plusSeconds(7200)))),
                mistake(
                        "server.pem",
                        false,
                        "expires soon",
                        pki -> pki.issue("server", wish -> wish.valid(NOW.minusSeconds(7200), NOW.plusSeconds(60)))),
                mistake(
                        "server.pem",
                        true,
                        "no server-auth usage",
                        pki -> pki.issue("server", wish -> wish.used(false, true))),
                mistake(
                        "server.pem",
                        true,
                        "no client-auth usage",
                        pki -> pki.issue("server", wish -> wish.used(true, false))),
                mistake(
                        "server.pem",
                        true,
                        "several URI names",
                        pki -> pki.issue(
                                "server", wish -> wish.named("uri:spiffe://a/b").named("uri:spiffe://a/c"))),
                mistake(
                        "server.pem",
                        false,
                        "no DNS name and no IP address",
                        pki -> pki.issue(
                                "server",
                                wish -> new CertificateWish(
                                        "server", List.of(), wish.from(), wish.until(), true, true))),
                mistake("server.pem", false, "an incomplete chain", pki -> {
                    LocalAuthority between =
                            pki.authority().intermediate("between", NOW.minusSeconds(60), NOW.plus(Duration.ofDays(1)));
                    pki.turnTo(between);
                    pki.issue("server");
                    String chain = Files.readString(pki.certificate("server"));
                    pki.write(pki.certificate("server"), chain.substring(0, chain.lastIndexOf("-----BEGIN")));
                }),
                mistake(
                        "server.pem",
                        true,
                        "certificate 2 did not sign certificate 1",
                        pki -> pki.write(
                                pki.certificate("server"),
                                Files.readString(pki.certificate("server"))
                                        + Files.readString(pki.certificate("client")))),
                mistake(
                        "server.key",
                        true,
                        "does not match the certificate",
                        pki -> Files.copy(pki.key("client"), pki.key("server"), StandardCopyOption.REPLACE_EXISTING)),
                mistake("server.key", true, "no private key in PEM", pki -> pki.write(pki.key("server"), "hello")),
                mistake(
                        "server.key",
                        true,
                        "a key of the kind RSA PRIVATE KEY",
                        pki -> pki.write(
                                pki.key("server"),
                                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n")),
                mistake(
                        "server.key",
                        true,
                        "a key of the kind ENCRYPTED PRIVATE KEY",
                        pki -> pki.write(
                                pki.key("server"),
                                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n")),
                mistake(
                        "server.key",
                        true,
                        "a private key that is broken",
                        pki -> pki.write(
                                pki.key("server"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")),
                mistake(
                        "server.key",
                        false,
                        "readable by everybody",
                        pki -> Files.setPosixFilePermissions(
                                pki.key("server"), PosixFilePermissions.fromString("rw-r--r--"))),
                mistake(
                        "bundle.pem",
                        false,
                        "is no authority",
                        pki -> pki.write(
                                pki.bundle(),
                                Files.readString(pki.bundle()) + Files.readString(pki.certificate("client")))),
                mistake("bundle.pem", true, "broken or cut off", pki -> cutOff(pki.bundle())),
                mistake(
                        "bundle.pem",
                        false,
                        "expired at",
                        pki -> LocalAuthority.writeBundle(
                                pki.bundle(),
                                pki.authority(),
                                LocalAuthority.create("old", NOW.minusSeconds(7200), NOW.minusSeconds(3600)))));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("mistakes")
    void shouldSayWhichFileIsWrongAndWhy(String file, boolean fatal, String why, Mistake mistake) throws Exception {
        mistake.make(pki);
        assertThat(inspect()).singleElement().satisfies(finding -> {
            assertThat(finding.fatal()).isEqualTo(fatal);
            assertThat(finding.violation().path())
                    .isEqualTo(folder.resolve(file).toString());
            assertThat(finding.violation().value()).contains(why);
            assertThat(finding.violation().expectation()).isNotBlank();
        });
    }

    @Test
    void shouldFindEverythingAtOnce() throws IOException {
        pki.issue("server", wish -> wish.valid(NOW.minusSeconds(7200), NOW.minusSeconds(3600)));
        pki.write(pki.key("server"), "hello");
        Files.delete(pki.bundle());
        assertThat(inspect())
                .extracting(finding -> finding.violation().value().replaceAll(".* (expired at).*", "$1"))
                .containsExactly("expired at", "no private key in PEM", "does not exist");
    }

    private List<Finding> inspect() {
        return TlsInspection.of(pki.files("server"), EnumSet.allOf(Side.class), NOW);
    }

    private static void cutOff(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static Arguments mistake(String file, boolean fatal, String why, Mistake mistake) {
        return Arguments.of(file, fatal, why, mistake);
    }
}
