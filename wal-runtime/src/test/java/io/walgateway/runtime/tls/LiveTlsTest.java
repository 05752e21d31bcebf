package io.walgateway.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.core.tls.ClientCertificates;
import io.walgateway.core.tls.FileChanges;
import io.walgateway.core.tls.LiveTls;
import io.walgateway.core.tls.TlsFileException;
import io.walgateway.core.tls.TlsFileSet;
import io.walgateway.core.tls.TlsTerms;
import io.walgateway.core.tls.TlsVersion;
import io.walgateway.local.tls.LocalAuthority;
import io.walgateway.testkit.fake.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTlsTest {
    @TempDir
    private Path folder;

    /** The JDK compares certificates with the real time. */
    private final TestClock clock = new TestClock(Instant.now());

    private final List<String> kept = new ArrayList<>();
    private final List<List<Path>> readAgain = new ArrayList<>();
    private Pki pki;

    private final FileChanges changes = new FileChanges() {
        @Override
        public void readAgain(List<Path> files) {
            readAgain.add(files);
        }

        @Override
        public void kept(List<Path> files, String why) {
            kept.add(why);
        }
    };

    @BeforeEach
    void begin() throws IOException {
        pki = new Pki(folder, clock.instant());
    }

    @Test
    void shouldTakeChangedFilesWhenTheyFitTogetherAndNotBefore() throws Exception {
        LiveTls live = open();
        byte[] oldKey = Files.readAllBytes(pki.key("server"));
        pki.issue("server");
        byte[] newKey = Files.readAllBytes(pki.key("server"));
        Files.write(pki.key("server"), oldKey);

        live.refresh();
        live.refresh();
        assertThat(live.versionNumber()).isEqualTo(1);
        assertThat(live.trouble())
                .hasValueSatisfying(why ->
                        assertThat(why).contains(pki.key("server") + ": a key that does not match the certificate"));
        assertThat(kept).hasSize(1);

        Files.write(pki.key("server"), newKey);
        live.refresh();
        assertThat(live.versionNumber()).isEqualTo(2);
        assertThat(live.trouble()).isEmpty();
        assertThat(readAgain).containsExactly(List.of(pki.certificate("server"), pki.key("server"), pki.bundle()));
    }

    @Test
    void shouldForgetItsTroubleWhenAFileIsBackAsItWas() throws Exception {
        LiveTls live = open();
        byte[] bundle = Files.readAllBytes(pki.bundle());
        Files.delete(pki.bundle());
        live.refresh();
        assertThat(live.trouble()).contains(pki.bundle() + ": does not exist (expected: a file)");
        Files.write(pki.bundle(), bundle);
        live.refresh();
        assertThat(live.trouble()).isEmpty();
        assertThat(live.versionNumber()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheLastVersionWhileAFileIsHalfWritten() throws Exception {
        LiveTls live = open();
        byte[] bundle = Files.readAllBytes(pki.bundle());
        for (int length : new int[] {0, 20, bundle.length / 2}) {
            Files.write(pki.bundle(), Arrays.copyOf(bundle, length));
            live.refresh();
            assertThat(live.trouble()).isPresent();
            assertThat(live.trusts(chain("client"))).isTrue();
        }
    }

    @Test
    void shouldLookAgainWithAHandshakeAfterASecond() throws Exception {
        LiveTls live = open();
        pki.issue("server");
        live.context().createSSLEngine();
        assertThat(live.versionNumber()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        live.context().createSSLEngine();
        assertThat(live.versionNumber()).isEqualTo(2);
    }

    @Test
    void shouldTrustWhatTheBundleOfTheMomentTrusts() throws Exception {
        LiveTls live = open();
        List<X509Certificate> first = chain("client");
        LocalAuthority second = pki.authority("second");
        LocalAuthority.writeBundle(pki.bundle(), pki.authority(), second);
        live.refresh();
        pki.turnTo(second);
        pki.issue("client");
        assertThat(live.trusts(first)).isTrue();
        assertThat(live.trusts(chain("client"))).isTrue();

        LocalAuthority.writeBundle(pki.bundle(), second);
        live.refresh();
        assertThat(live.trusts(first)).isFalse();
        assertThat(live.trusts(chain("client"))).isTrue();
    }

    @Test
    void shouldNotBeginWithACertificateThatHasExpired() throws Exception {
        pki.issue(
                "server",
                wish -> wish.valid(
                        clock.instant().minus(Duration.ofHours(2)),
                        clock.instant().minus(Duration.ofHours(1))));
        assertThatThrownBy(this::open)
                .isInstanceOf(TlsFileException.class)
                .hasMessageContaining(pki.certificate("server") + ": ")
                .hasMessageContaining("expired at");
    }

    @Test
    void shouldUseTheAuthoritiesOfTheJavaRuntimeWithoutABundle() throws Exception {
        LiveTls live = LiveTls.open(TlsTerms.ofCaller(TlsFileSet.NONE, TlsVersion.TLS_1_2), clock, changes);
        assertThat(live.trusts(chain("client"))).isFalse();
        assertThat(live.expires()).isEmpty();
        assertThat(live.callerParameters().getProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
    }

    private LiveTls open() throws TlsFileException {
        return LiveTls.open(pki.server(ClientCertificates.REQUIRED), clock, changes);
    }

    private List<X509Certificate> chain(String name) throws Exception {
        try (var in = Files.newInputStream(pki.certificate(name))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }
}
