package io.walgateway.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.identity.Principal;
import io.walgateway.core.tls.Pem;
import io.walgateway.local.tls.CertificateWish;
import io.walgateway.local.tls.LocalAuthority;
import io.walgateway.runtime.identity.Authenticator.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthenticatorTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String PROXY = "spiffe://mesh/ns/edge/sa/envoy";
    private static final String ADMIN = "URI=spiffe://mesh/admin";

    @TempDir
    private Path folder;

    private final LocalAuthority authority =
            LocalAuthority.create("authority", NOW.minusSeconds(60), NOW.plus(Duration.ofDays(1)));
    private final Authenticator authenticator = new CertificateAuthenticator(Set.of(new Principal(PROXY)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders | uri:spiffe://mesh/ns/shop/sa/orders | spiffe://mesh/ns/shop/sa/orders",
                "''     | uri:spiffe://mesh/a                 | spiffe://mesh/a",
                "orders | dns:orders.shop                     | x509:CN=orders,O=WAL Gateway",
                "orders | ''                                  | x509:CN=orders,O=WAL Gateway",
            })
    void shouldKnowACallerByItsOnlyUriNameOrElseByItsSubject(String subject, String name, String principal)
            throws IOException {
        assertThat(identify(certificate(subject, name), Optional.empty())).isEqualTo(known(principal));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders | uri:spiffe://mesh/a,uri:spiffe://mesh/b | 2 URI names",
                "orders | uri:spiffe://mesh/a,uri:https://b       | 2 URI names",
                "orders | uri:https://mesh/a                      | no SPIFFE id",
                "orders | uri:spiffe://mesh                       | no SPIFFE id",
                "orders | uri:spiffe://mesh/                      | no SPIFFE id",
                "orders | uri:spiffe://mesh/a/                    | no SPIFFE id",
                "orders | uri:spiffe://mesh/a//b                  | no SPIFFE id",
                "orders | uri:spiffe://mesh/../admin              | no SPIFFE id",
                "orders | uri:spiffe://mesh:80/a                  | no SPIFFE id",
                "orders | uri:spiffe://u@mesh/a                   | no SPIFFE id",
                "orders | uri:spiffe://Mesh/a                     | no SPIFFE id",
                "orders | uri:SPIFFE://mesh/a                     | no SPIFFE id",
                "orders | uri:spiffe://mesh/a?b                   | no SPIFFE id",
                "orders | uri:spiffe://mesh/a#b                   | no SPIFFE id",
                "orders | uri:spiffe://mesh/%61                   | no SPIFFE id",
                "''     | dns:orders.shop                         | neither a URI name nor a subject",
            })
    void shouldRefuseACertificateThatNamesNobody(String subject, String names, String why) throws IOException {
        assertRefused(identify(certificate(subject, names), Optional.empty()), why);
    }

    @Test
    void shouldRefuseAnIdThatIsTooLong() throws IOException {
        assertRefused(
                identify(certificate("a", "uri:spiffe://mesh/" + "a".repeat(600)), Optional.empty()),
                "a principal of 614 characters");
    }

    @Test
    void shouldFindNothingWithoutACertificateWhateverTheHeaderSays() {
        assertThat(authenticator.identify(new Presented(List.of(), Optional.empty(), Optional.of(ADMIN))))
                .isEqualTo(new Identity.Absent());
    }

    @Test
    void shouldNotBelieveTheHeaderOfACallerThatIsNoTrustedProxy() throws IOException {
        assertThat(identify(certificate("orders", "uri:spiffe://mesh/orders"), Optional.of(ADMIN)))
                .isEqualTo(known("spiffe://mesh/orders"));
        // The same name as the proxy has, in the subject.
        assertThat(identify(certificate(PROXY, ""), Optional.of(ADMIN)))
                .isEqualTo(known("x509:CN=spiffe://mesh/ns/edge/sa/envoy,O=WAL Gateway"));
    }

    @Test
    void shouldFindNothingWhereATrustedProxyForwardsNoCertificate() throws IOException {
        assertThat(identify(proxy(), Optional.empty())).isEqualTo(new Identity.Absent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "URI=spiffe://mesh/orders | spiffe://mesh/orders",
                "uri=spiffe://mesh/orders | spiffe://mesh/orders",
                "URI=\"spiffe://mesh/orders\" | spiffe://mesh/orders",
                "By=spiffe://mesh/envoy;Hash=468ed3;Subject=\"CN=orders\";URI=spiffe://mesh/orders;DNS=orders.shop"
                        + " | spiffe://mesh/orders",
                // The example of Envoy's documentation: the last element is that of the proxy which called.
                "By=http://frontend.lyft.com;Hash=468ed3;URI=http://testclient.lyft.com,"
                        + "By=http://backend.lyft.com;Hash=9ba61d;URI=spiffe://mesh/frontend | spiffe://mesh/frontend",
                "URI=spiffe://mesh/admin, By=x;Hash=y;Subject=\"CN=orders,O=Shop\" | x509:CN=orders,O=Shop",
                "Hash=y;Subject=\"CN=orders,O=Shop\";DNS=a;DNS=b | x509:CN=orders,O=Shop",
                "Subject=\"CN=orders, O=Shop\" | x509:CN=orders,O=Shop",
                "Subject=\"CN=a\\,b,O=Shop\" | x509:CN=a\\,b,O=Shop",
                "Subject=\"CN=a\\\"\\;URI=spiffe://mesh/admin\" | x509:CN=a\\\"\\;URI\\=spiffe://mesh/admin",
                "Cert=\"-----BEGIN%20CERTIFICATE-----%0A=;,\";URI=spiffe://mesh/orders | spiffe://mesh/orders",
                "Subject=\"\";URI=spiffe://mesh/orders | spiffe://mesh/orders",
            })
    void shouldKnowTheCallerOfATrustedProxyByTheLastElement(String header, String principal) throws IOException {
        Identity identity = identify(proxy(), Optional.of(header));
        assertThat(identity).isInstanceOf(Identity.Known.class);
        assertThat(((Identity.Known) identity).principal().id().replace("\\=", "="))
                .isEqualTo(principal.replace("\\=", "="));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "URI=spiffe://mesh/a;URI=spiffe://mesh/b | 2 URI names",
                "URI=spiffe://mesh/a;uri=spiffe://mesh/b | 2 URI names",
                "URI=http://mesh/a | no SPIFFE id",
                "URI=spiffe://mesh/a\\ | no SPIFFE id",
                "URI= | no SPIFFE id",
                "Hash=abc | neither a URI name nor a subject",
                "URI=spiffe://mesh/admin,Hash=abc | neither a URI name nor a subject",
                "Subject=\"CN=a\";Subject=\"CN=b\" | several subjects",
                "Subject=\"/C=US/CN=a\" | does not follow RFC 2253",
                "Subject=\"CN=a | no pair",
                "Subject=\"CN=a\"b;URI=spiffe://mesh/a | no pair",
                "Subject=\"CN=a\"\"b\" | no pair",
                "URI=spiffe://mesh/a\"b | no pair",
                "URI | no pair",
                "=spiffe://mesh/a | no pair",
                "'' | no pair",
                "URI=spiffe://mesh/admin, | no pair",
                "URI=spiffe://mesh/admin; | no pair",
                "Subject=\"CN=a\\\" | no pair",
            })
    void shouldRefuseAHeaderOfATrustedProxyThatNamesNobody(String header, String why) throws IOException {
        assertRefused(identify(proxy(), Optional.of(header)), why);
    }

    @Test
    void shouldRefuseAHeaderThatIsTooLong() throws IOException {
        String longest = "Cert=" + "a".repeat(ForwardedCertificate.CHARS_MAX - 5 - 26) + ";URI=spiffe://mesh/orders1";
        assertThat(longest).hasSize(ForwardedCertificate.CHARS_MAX);
        assertThat(identify(proxy(), Optional.of(longest))).isEqualTo(known("spiffe://mesh/orders1"));
        assertRefused(identify(proxy(), Optional.of(longest + "2")), "16385 characters (expected: at most 16384)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject=\"secret", "URI=secret\"", "secret", "Subject=\"secret\"", "URI=secret"})
    void shouldNotRepeatTheHeader(String header) throws IOException {
        Identity identity = identify(proxy(), Optional.of(header));
        assertThat(identity)
                .isInstanceOfSatisfying(
                        Identity.Refused.class,
                        refused -> assertThat(refused.why()).doesNotContain("secret"));
    }

    private Identity identify(X509Certificate certificate, Optional<String> header) {
        return authenticator.identify(new Presented(List.of(certificate), Optional.empty(), header));
    }

    private X509Certificate proxy() throws IOException {
        return certificate("envoy", "uri:" + PROXY);
    }

    private X509Certificate certificate(String subject, String names) throws IOException {
        Path file = folder.resolve("certificate.pem");
        authority.issue(
                new CertificateWish(
                        subject,
                        names.isEmpty() ? List.of() : List.of(names.split(",", -1)),
                        NOW.minusSeconds(60),
                        NOW.plusSeconds(60),
                        true,
                        true),
                file,
                folder.resolve("key.pem"));
        return Pem.certificates(file, Pem.bytes(file)).getFirst();
    }

    private static Identity known(String principal) {
        return new Identity.Known(new Principal(principal));
    }

    private static void assertRefused(Identity identity, String why) {
        assertThat(identity)
                .isInstanceOfSatisfying(
                        Identity.Refused.class,
                        refused -> assertThat(refused.why()).contains(why));
    }
}
