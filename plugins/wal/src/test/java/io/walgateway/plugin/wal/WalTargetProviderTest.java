package io.walgateway.plugin.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.target.TargetClient;
import io.walgateway.plugin.wal.settings.WalSettings;
import io.walgateway.testkit.fake.TestClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalTargetProviderTest {
    private final WalTargetProvider provider = new WalTargetProvider();

    @Test
    void shouldBeFoundOnTheClassPath() {
        assertThat(Plugins.installed().target("wal")).containsInstanceOf(WalTargetProvider.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wal:1", "127.0.0.1:7070", "[::1]:7070", "wal_1.example.com:65535"})
    void shouldFindNoFaultWithAHostAndAPort(String address) {
        assertThat(provider.check(address("address", address, "namespace", "a.b_c-D", "timeout", "3s")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            address   | ``                  | empty               | host and port of another gateway's gRPC, such as wal.example.com:7070
            address   | host                | host                | host and port of another gateway's gRPC, such as wal.example.com:7070
            address   | host:0              | host:0              | host and port of another gateway's gRPC, such as wal.example.com:7070
            address   | host:65536          | host:65536          | host and port of another gateway's gRPC, such as wal.example.com:7070
            address   | http://host:1       | http://host:1       | host and port of another gateway's gRPC, such as wal.example.com:7070
            address   | unix:/run/wal.sock  | unix:/run/wal.sock  | host and port of another gateway's gRPC, such as wal.example.com:7070
            address   | u@host:1            | u@host:1            | host and port of another gateway's gRPC, such as wal.example.com:7070
            namespace | ``                  | empty               | the name of a namespace there: 1 to 100 characters out of A-Z a-z 0-9 . _ -, not . or ..
            namespace | ..                  | ..                  | the name of a namespace there: 1 to 100 characters out of A-Z a-z 0-9 . _ -, not . or ..
            namespace | a/b                 | a/b                 | the name of a namespace there: 1 to 100 characters out of A-Z a-z 0-9 . _ -, not . or ..
            timeout   | 0s                  | 0s                  | a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 1ms to 10m
            timeout   | 11m                 | 11m                 | a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 1ms to 10m
            adress    | host:1              | unknown             | one of address, namespace, timeout; nearest: address
            """)
    void shouldSayWhatIsWrong(String key, String value, String shown, String expectation) {
        Map<String, String> properties = new HashMap<>(Map.of("address", "host:1", "namespace", "orders"));
        properties.put(key, value);
        assertThat(provider.check(new TargetAddress("wal", properties)))
                .containsExactly(new Violation("/" + key, shown, expectation));
    }

    @Test
    void shouldAskForBothParts() {
        assertThat(provider.check(new TargetAddress("wal", Map.of())))
                .extracting(Violation::path, Violation::value)
                .containsExactly(tuple("/address", "absent"), tuple("/namespace", "absent"));
    }

    @Test
    void shouldHaveOneEndpointForAllNamespacesOfAGateway() {
        try (TargetClient client = provider.open(context(Map.of()))) {
            assertThat(client.endpoint(address("address", "h:1", "namespace", "a")))
                    .isEqualTo("wal:h:1")
                    .isEqualTo(client.endpoint(address("address", "h:1", "namespace", "b")));
        }
    }

    @Test
    void shouldReadItsSettings() {
        assertThat(WalSettings.of(context(Map.of())))
                .isEqualTo(new WalSettings(Duration.ofSeconds(2), 1_024, Optional.empty()));
        assertThat(WalSettings.of(context(Map.of("connect-timeout", "300ms", "in-flight-max", "7"))))
                .isEqualTo(new WalSettings(Duration.ofMillis(300), 7, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            in-flight-max   | 0     | wal.in-flight-max: 0 (expected: 1 to 4096)
            in-flight-max   | 4097  | wal.in-flight-max: 4097 (expected: 1 to 4096)
            in-flight-max   | many  | wal.in-flight-max: many (expected: 1 to 4096)
            connect-timeout | 2m    | wal.connect-timeout: 2m (expected: a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 10ms to 1m)
            in-flight       | 1     | wal.in-flight: unknown (expected: a setting of wal; nearest: wal.in-flight-max)
            """)
    void shouldRefuseSettingsThatAreNotValid(String key, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WalSettings.of(context(Map.of(key, value))))
                .withMessage(message);
    }

    private static PluginContext context(Map<String, String> settings) {
        return new PluginContext(settings, new TestClock(), "test");
    }

    private static TargetAddress address(String... properties) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        return new TargetAddress("wal", all);
    }
}
