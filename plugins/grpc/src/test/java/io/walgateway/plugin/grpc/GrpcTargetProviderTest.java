package io.walgateway.plugin.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.walgateway.core.access.Credentials;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetReview;
import io.walgateway.plugin.grpc.settings.GrpcTargetSettings;
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

class GrpcTargetProviderTest {
    private final GrpcTargetProvider provider = new GrpcTargetProvider();

    @Test
    void shouldBeFoundOnTheClassPath() {
        assertThat(Plugins.installed().target("grpc")).containsInstanceOf(GrpcTargetProvider.class);
    }

    @Test
    void shouldFindNoFaultWithAllProperties() {
        assertThat(provider.check(GrpcBench.address(
                        "dns:///orders.example.com:50051",
                        "method",
                        "com.shop.v1.Orders/Put",
                        "tls",
                        "true",
                        "headers.X-Shop",
                        "one two",
                        "headers.key-bin",
                        "AP8B",
                        "timeout",
                        "3s",
                        "credentials",
                        "shop",
                        "delivered-on",
                        "ALREADY_EXISTS, NOT_FOUND",
                        "retry-on",
                        "INVALID_ARGUMENT",
                        "absent-on",
                        "FAILED_PRECONDITION",
                        "rejected-on",
                        "UNIMPLEMENTED")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                     | empty                   | host:port or dns:///name:port, such as orders.example.com:50051
            orders                 | orders                  | host:port or dns:///name:port, such as orders.example.com:50051
            http://h:1             | http://h:1              | host:port or dns:///name:port, such as orders.example.com:50051
            dns://8.8.8.8/h:1      | dns://8.8.8.8/h:1       | host:port or dns:///name:port, such as orders.example.com:50051
            unix:/run/shop         | unix:/run/shop          | host:port or dns:///name:port, such as orders.example.com:50051
            h:1/Orders             | h:1/Orders              | host:port or dns:///name:port, such as orders.example.com:50051
            ::1:50051              | ::1:50051               | host:port or dns:///name:port, such as orders.example.com:50051
            h:0                    | h:0                     | a port from 1 to 65535
            h:65536                | h:65536                 | a port from 1 to 65535
            ann:secret@h:1         | an address with @ in it | an address without credentials; credentials names those of the process settings
            """)
    void shouldRefuseAddressesThatAreNone(String address, String value, String expectation) {
        assertThat(provider.check(GrpcBench.address(address)))
                .containsExactly(new Violation("/address", value, expectation));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            method               | /a.B/c         | /a.B/c    | a method with its service and package, such as com.shop.Orders/Put, of at most 300 characters
            method               | a.B.c          | a.B.c     | a method with its service and package, such as com.shop.Orders/Put, of at most 300 characters
            tls                  | yes            | yes       | true or false
            timeout              | 11m            | 11m       | a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 1ms to 10m
            credentials          | Bearer abc.def | no name   | the name of credentials in the process settings: 1 to 64 letters, digits, _ and -
            delivered-on         | OK             | OK        | names of gRPC statuses other than OK with commas, such as ALREADY_EXISTS,NOT_FOUND
            retry-on             | not_found      | not_found | names of gRPC statuses other than OK with commas, such as ALREADY_EXISTS,NOT_FOUND
            headers.x-shop       | é              | é         | printable ASCII, without spaces at its ends
            headers.x-bin        | é              | é         | bytes in Base64
            """)
    void shouldNameEachFault(String property, String given, String value, String expectation) {
        assertThat(provider.check(GrpcBench.address("h:1", property, given)))
                .containsExactly(new Violation("/" + property, value, expectation));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grpc-timeout",
                "Grpc-Encoding",
                "te",
                "Content-Type",
                "user-agent",
                "host",
                "connection",
                "authorization",
                "idempotency-key",
                "wal-attempt",
                "Wal-Anything",
                "traceparent",
                "tracestate"
            })
    void shouldKeepTheGatewaysAndGrpcsOwnMetadata(String name) {
        assertThat(provider.check(GrpcBench.address("h:1", "headers." + name, "x")))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.path()).isEqualTo("/headers." + name);
                    assertThat(violation.value()).isEqualTo("reserved");
                });
    }

    @Test
    void shouldRefuseOneNameInTwoSpellingsAStatusInTwoListsAndTooMuchMetadata() {
        assertThat(provider.check(GrpcBench.address(
                        "h:1",
                        "headers.x-a",
                        "1",
                        "headers.X-A",
                        "2",
                        "retry-on",
                        "ABORTED",
                        "rejected-on",
                        "ABORTED")))
                .extracting(Violation::toString)
                .containsExactly(
                        "/rejected-on: ABORTED (expected: ABORTED in one list alone, and it is in retry-on)",
                        "/headers.x-a: repeated (expected: each name once; upper and lower case are the same)");
        String[] headers = IntStream.range(0, 51)
                .boxed()
                .flatMap(i -> Stream.of("headers.x-" + i, "v"))
                .toArray(String[]::new);
        assertThat(provider.check(GrpcBench.address("h:1", headers)))
                .containsExactly(new Violation("/headers", "51 headers", "at most 50"));
        assertThat(provider.check(GrpcBench.address("h:1", "headers.x", "v".repeat(4_064))))
                .containsExactly(
                        new Violation("/headers", "4097 bytes", "at most 4096, with 32 for each name and value"));
    }

    @Test
    void shouldNameWhatIsKnownForWhatIsNot() {
        assertThat(provider.check(GrpcBench.address("h:1", "adress", "h:2")))
                .extracting(Violation::toString)
                .containsExactly("/adress: unknown (expected: one of absent-on, address, credentials, delivered-on,"
                        + " method, rejected-on, retry-on, timeout, tls, headers.NAME; nearest: address)");
    }

    @ParameterizedTest
    @CsvSource({
        "dns:///Orders.example.com:443, true, grpc:grpcs://orders.example.com:443",
        "orders:50051, false, grpc:grpc://orders:50051",
        "[::1]:50051, false, grpc:grpc://[::1]:50051"
    })
    void shouldNameOneEndpointForAllMethodsOfAServer(String address, String tls, String endpoint) {
        try (TargetClient client = provider.open(context(Map.of()))) {
            assertThat(client.endpoint(GrpcBench.address(address, "tls", tls, "method", "a.B/c")))
                    .isEqualTo(endpoint);
        }
    }

    @Test
    void shouldRefuseWhatTheSettingsForbidBeforeADocumentIsStored() {
        Map<String, String> settings = Map.of(
                "target-hosts", "*.example.com",
                "credentials.shop.type", "bearer",
                "credentials.shop.token-file", "/run/token",
                "credentials.shop.target-hosts", "api.example.com");
        try (TargetClient client = provider.open(context(settings))) {
            assertThat(refused(client, "evil.example:1")).isEqualTo("/address");
            assertThat(refused(client, "other.example.com:1", "credentials", "shop"))
                    .isEqualTo("/credentials");
            assertThat(refused(client, "api.example.com:1", "credentials", "shpo"))
                    .isEqualTo("/credentials");
        }
    }

    @Test
    void shouldWarnOfCredentialsWhereThisProcessHasNone() {
        try (TargetClient client = provider.open(context(Map.of()))) {
            TargetReview review = client.review(GrpcBench.address("h:1", "credentials", "shop"), Duration.ofHours(1));
            assertThat(review.refusals()).isEmpty();
            assertThat(review.warnings()).extracting(Violation::path).containsExactly("/credentials");
        }
    }

    @Test
    void shouldReadSettings() {
        GrpcTargetSettings settings = GrpcTargetSettings.of(context(Map.of(
                "connect-timeout", "1s",
                "address-refresh", "1m",
                "in-flight-max", "7",
                "target-hosts", "*.example.com, [::1]:80",
                "trust.certificates", "/etc/authorities.pem",
                "credentials.a.type", "client-certificate",
                "credentials.a.certificate-file", "/a.crt",
                "credentials.a.key-file", "/a.key",
                "credentials.a.target-hosts", "*")));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.addressRefresh()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.inFlightMax()).isEqualTo(7);
        assertThat(settings.rules().targetHosts()).hasToString("*.example.com, [::1]:80");
        assertThat(settings.trusted()).contains(Path.of("/etc/authorities.pem"));
        assertThat(settings.rules().credentials().get("a")).isInstanceOf(Credentials.ClientCertificate.class);
    }

    @Test
    void shouldHaveDefaults() {
        GrpcTargetSettings settings = GrpcTargetSettings.of(context(Map.of()));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.addressRefresh()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.inFlightMax()).isEqualTo(100);
        assertThat(settings.rules().targetHosts()).hasToString("*");
        assertThat(settings.rules().credentials()).isEmpty();
        assertThat(settings.trusted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connect-timeout=2m | grpc.connect-timeout: 2m (expected: a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 10ms to 1m)
            address-refresh=0s | grpc.address-refresh: 0s (expected: a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 1s to 1d)
            in-flight-max=0 | grpc.in-flight-max: 0 (expected: 1 to 10000)
            target-hosts=http://h | grpc.target-hosts: http://h (expected: hosts with commas, such as api.example.com, *.example.com:8443 or *)
            conect-timeout=1s | grpc.conect-timeout: unknown (expected: a setting of grpc; nearest: grpc.connect-timeout)
            credentials.a.token=secret | grpc.credentials.a.type: absent (expected: one of bearer, basic, client-certificate)
            """)
    void shouldRefuseSettingsByTheirPath(String settings, String message) {
        Map<String, String> given = Arrays.stream(settings.split(";", -1))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.open(context(given)))
                .withMessage(message);
    }

    private static String refused(TargetClient client, String address, String... more) {
        return client.review(GrpcBench.address(address, more), Duration.ofHours(1)).refusals().stream()
                .map(Violation::path)
                .collect(Collectors.joining());
    }

    private static PluginContext context(Map<String, String> settings) {
        return new PluginContext(settings, new TestClock(), "test");
    }
}
