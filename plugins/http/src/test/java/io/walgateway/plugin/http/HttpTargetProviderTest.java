package io.walgateway.plugin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.walgateway.core.access.Credentials;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetReview;
import io.walgateway.plugin.http.settings.HttpSettings;
import io.walgateway.testkit.fake.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTargetProviderTest {
    private static final Map<String, String> BEARER = Map.of(
            "credentials.shop.type", "bearer",
            "credentials.shop.token-file", "/run/token",
            "credentials.shop.target-hosts", "api.example.com");

    private final HttpTargetProvider provider = new HttpTargetProvider();

    @Test
    void shouldBeFoundOnTheClassPath() {
        assertThat(Plugins.installed().target("http")).containsInstanceOf(HttpTargetProvider.class);
    }

    @Test
    void shouldFindNoFaultWithAllProperties() {
        assertThat(provider.check(HttpBench.address(
                        "https://[::1]:8443/{namespace}/orders/{key}?id={message-id}&x=%20",
                        "method",
                        "PATCH",
                        "headers.X-Shop",
                        "one two",
                        "headers.ce-type",
                        "com.example.order",
                        "content-type",
                        "application/json",
                        "timeout",
                        "3s",
                        "credentials",
                        "shop",
                        "cloud-events",
                        "binary",
                        "delivered-on",
                        "404,409",
                        "retry-on",
                        "400",
                        "absent-on",
                        "410",
                        "rejected-on",
                        "501")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ftp://h/                  | ftp://h/                | a URL such as https://orders.example.com/orders/{key}: http or https, in ASCII, the rest percent-encoded
            ``                        | empty                   | a URL such as https://orders.example.com/orders/{key}: http or https, in ASCII, the rest percent-encoded
            http:///path              | http:///path            | a URL such as https://orders.example.com/orders/{key}: http or https, in ASCII, the rest percent-encoded
            http://h/é                | http://h/é              | a URL such as https://orders.example.com/orders/{key}: http or https, in ASCII, the rest percent-encoded
            http://h/a b              | http://h/a b            | a URL such as https://orders.example.com/orders/{key}: http or https, in ASCII, the rest percent-encoded
            http://h/%2               | http://h/%2             | a URL such as https://orders.example.com/orders/{key}
            http://h/{key             | http://h/{key           | a URL such as https://orders.example.com/orders/{key}
            http://under_score/       | http://under_score/     | a URL such as https://orders.example.com/orders/{key}, with a legal host
            http://h:0/               | http://h:0/             | a port from 1 to 65535
            http://h:65536/           | http://h:65536/         | a port from 1 to 65535
            http://ann:secret@h/      | a URL with @ in it      | a URL without credentials; credentials names those of the process settings
            http://h/#a               | http://h/#a             | a URL without a fragment
            http://{key}.example.com/ | http://{key}.example.com/ | a fixed host and port; placeholders stand in path and query alone
            http://h/{payload}        | http://h/{payload}      | no placeholders but {key}, {message-id} and {namespace}
            http://h/a/../b           | http://h/a/../b         | a path without the segments . and ..
            http://h/%2E%2e/b         | http://h/%2E%2e/b       | a path without the segments . and ..
            """)
    void shouldRefuseUrlsThatAreNone(String url, String value, String expectation) {
        assertThat(provider.check(HttpBench.address(url))).containsExactly(new Violation("/url", value, expectation));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            method               | post           | post      | one of POST, PUT, PATCH, DELETE
            timeout              | 11m            | 11m       | a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 1ms to 10m
            content-type         | é              | é         | a media type such as application/json, in ASCII
            cloud-events         | structured     | structured | binary, or absent
            credentials          | Bearer abc.def | no name   | the name of credentials in the process settings: 1 to 64 letters, digits, _ and -
            delivered-on         | 199            | 199       | statuses from 200 to 599 with commas, such as 404,409
            retry-on             | 404,           | 404,      | statuses from 200 to 599 with commas, such as 404,409
            rejected-on          | 4xx            | 4xx       | statuses from 200 to 599 with commas, such as 404,409
            headers.X-Shop       | é              | é         | printable ASCII, at most 8192 characters
            headers.Content-Type | a/b            | reserved  | the property content-type
            """)
    void shouldNameEachFault(String property, String given, String value, String expectation) {
        assertThat(provider.check(HttpBench.address("http://h/", property, given)))
                .containsExactly(new Violation("/" + property, value, expectation));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "host",
                "Content-Length",
                "TE",
                "Transfer-Encoding",
                "Upgrade",
                "Keep-Alive",
                "Proxy-Authorization",
                "Expect",
                "Idempotency-Key",
                "wal-attempt",
                "Wal-Anything",
                "Authorization",
                "traceparent",
                "tracestate"
            })
    void shouldKeepTheGatewaysOwnHeaders(String name) {
        assertThat(provider.check(HttpBench.address("http://h/", "headers." + name, "x")))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.path()).isEqualTo("/headers." + name);
                    assertThat(violation.value()).isEqualTo("reserved");
                });
    }

    @Test
    void shouldRefuseHeadersOfCloudEventsOnlyWhereItWritesThem() {
        assertThat(provider.check(HttpBench.address("http://h/", "headers.ce-id", "x")))
                .isEmpty();
        assertThat(provider.check(HttpBench.address("http://h/", "headers.ce-id", "x", "cloud-events", "binary")))
                .extracting(Violation::path)
                .containsExactly("/headers.ce-id");
    }

    @Test
    void shouldRefuseOneHeaderInTwoSpellingsAndAStatusInTwoLists() {
        assertThat(provider.check(HttpBench.address(
                        "http://h/", "headers.x-a", "1", "headers.X-A", "2", "retry-on", "404", "rejected-on", "404")))
                .extracting(Violation::toString)
                .containsExactly(
                        "/rejected-on: 404 (expected: 404 in one list alone, and it is in retry-on)",
                        "/headers.x-a: repeated (expected: each header once; upper and lower case are the same)");
    }

    @Test
    void shouldRefuseTooManyHeaders() {
        String[] headers = IntStream.range(0, 51)
                .boxed()
                .flatMap(i -> Stream.of("headers.x-" + i, "v"))
                .toArray(String[]::new);
        assertThat(provider.check(HttpBench.address("http://h/", headers)))
                .containsExactly(new Violation("/headers", "51 headers", "at most 50"));
    }

    @Test
    void shouldNameWhatIsKnownForWhatIsNot() {
        assertThat(provider.check(HttpBench.address("http://h/", "timeuot", "1s")))
                .extracting(Violation::toString)
                .containsExactly(
                        "/timeuot: unknown (expected: one of absent-on, cloud-events, content-type, credentials,"
                                + " delivered-on, method, rejected-on, retry-on, timeout, url, headers.NAME; nearest: timeout)");
    }

    @ParameterizedTest
    @CsvSource({
        "http://API.example.com/a/{key}, http:http://api.example.com:80",
        "HTTPS://api.example.com?x=1, http:https://api.example.com:443",
        "https://[::1]:8443/, http:https://[::1]:8443"
    })
    void shouldNameOneEndpointForAllPathsOfAServer(String url, String endpoint) {
        try (TargetClient client = provider.open(context(Map.of()))) {
            assertThat(client.endpoint(HttpBench.address(url))).isEqualTo(endpoint);
        }
    }

    @Test
    void shouldRefuseWhatTheSettingsForbidBeforeADocumentIsStored() {
        try (TargetClient client = provider.open(context(BEARER))) {
            assertThat(refusals(client, "https://evil.example/", "shop")).isEqualTo("/credentials");
            assertThat(refusals(client, "https://api.example.com/", "shpo")).isEqualTo("/credentials");
        }
        try (TargetClient client = provider.open(context(Map.of("target-hosts", "api.example.com:443")))) {
            assertThat(client.review(HttpBench.address("https://api.example.com:8443/"), Duration.ofHours(1))
                            .refusals())
                    .extracting(Violation::path)
                    .containsExactly("/url");
        }
    }

    @Test
    void shouldWarnOfCredentialsWhereThisProcessHasNone() {
        try (TargetClient client = provider.open(context(Map.of()))) {
            TargetReview review =
                    client.review(HttpBench.address("https://h/", "credentials", "shop"), Duration.ofHours(1));
            assertThat(review.refusals()).isEmpty();
            assertThat(review.warnings()).extracting(Violation::path).containsExactly("/credentials");
        }
    }

    @Test
    void shouldReadSettings() {
        HttpSettings settings = HttpSettings.of(context(Map.ofEntries(
                Map.entry("connect-timeout", "1s"),
                Map.entry("in-flight-max", "7"),
                Map.entry("target-hosts", "*.example.com, [::1]:80"),
                Map.entry("trust.certificates", "/etc/authorities.pem"),
                Map.entry("credentials.a.type", "client-certificate"),
                Map.entry("credentials.a.certificate-file", "/a.crt"),
                Map.entry("credentials.a.key-file", "/a.key"),
                Map.entry("credentials.a.target-hosts", "*"),
                Map.entry("credentials.b.type", "basic"),
                Map.entry("credentials.b.username", "ann"),
                Map.entry("credentials.b.password-file", "/b"),
                Map.entry("credentials.b.target-hosts", "*"))));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.inFlightMax()).isEqualTo(7);
        assertThat(settings.targetHosts()).hasToString("*.example.com, [::1]:80");
        assertThat(settings.trusted()).contains(Path.of("/etc/authorities.pem"));
        assertThat(settings.credentials().get("a"))
                .isInstanceOfSatisfying(Credentials.ClientCertificate.class, certificate -> {
                    assertThat(certificate.certificateFile()).isEqualTo(Path.of("/a.crt"));
                    assertThat(certificate.keyFile()).isEqualTo(Path.of("/a.key"));
                });
        assertThat(settings.credentials().get("b")).isInstanceOfSatisfying(Credentials.Basic.class, basic -> {
            assertThat(basic.username()).isEqualTo("ann");
            assertThat(basic.passwordFile()).isEqualTo(Path.of("/b"));
        });
    }

    @Test
    void shouldHaveDefaults() {
        HttpSettings settings = HttpSettings.of(context(Map.of()));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.inFlightMax()).isEqualTo(100);
        assertThat(settings.targetHosts()).hasToString("*");
        assertThat(settings.trusted()).isEmpty();
        assertThat(settings.credentials()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connect-timeout=2m | http.connect-timeout: 2m (expected: a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 10ms to 1m)
            in-flight-max=0 | http.in-flight-max: 0 (expected: 1 to 10000)
            in-flight-max=x | http.in-flight-max: x (expected: 1 to 10000)
            target-hosts=http://h | http.target-hosts: http://h (expected: hosts with commas, such as api.example.com, *.example.com:8443 or *)
            conect-timeout=1s | http.conect-timeout: unknown (expected: a setting of http; nearest: http.connect-timeout)
            credentials.a.type=x | http.credentials.a.type: *** (expected: one of bearer, basic, client-certificate)
            credentials.a.token=secret | http.credentials.a.type: absent (expected: one of bearer, basic, client-certificate)
            credentials.a.type=bearer;credentials.a.token-fil=secret | http.credentials.a.token-fil: *** (expected: one of target-hosts, token-file, type; nearest: token-file)
            credentials.a.type=bearer;credentials.a.token-file=/f | http.credentials.a.target-hosts: absent (expected: hosts with commas, such as api.example.com, *.example.com:8443 or *)
            credentials.a.type=basic;credentials.a.target-hosts=h;credentials.a.username=a:b;credentials.a.password-file=/f | http.credentials.a.username: *** (expected: a name without a colon)
            credentials.a.type=client-certificate;credentials.a.target-hosts=h;credentials.a.certificate-file=/f | http.credentials.a.key-file: absent (expected: the path of a file)
            """)
    void shouldRefuseSettingsByTheirPath(String settings, String message) {
        Map<String, String> given = Arrays.stream(settings.split(";", -1))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.open(context(given)))
                .withMessage(message);
    }

    private static String refusals(TargetClient client, String url, String credentials) {
        return client
                .review(HttpBench.address(url, "credentials", credentials), Duration.ofHours(1))
                .refusals()
                .stream()
                .map(Violation::path)
                .collect(Collectors.joining());
    }

    private static PluginContext context(Map<String, String> settings) {
        return new PluginContext(settings, new TestClock(), "test");
    }
}
