package io.walgateway.plugin.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.testkit.fake.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamoDbStorageProviderTest {
    private final DynamoDbStorageProvider provider = new DynamoDbStorageProvider();

    @Test
    void shouldPointAtANamespaceThatNoTableCanBeCalledBy() {
        assertThat(provider.check(new DurableStorageConfig("dynamodb", "a b", "")))
                .extracting(Violation::path)
                .containsExactly("/namespace");
        assertThat(provider.check(new DurableStorageConfig("dynamodb", "a.b-c_D9", "eu")))
                .isEmpty();
    }

    @Test
    void shouldLeaveToTheSdkWhatIsNotSaid() {
        ClusterSettings settings = ClusterSettings.of(context(Map.of()), "default");
        assertThat(settings.endpoint()).isEmpty();
        assertThat(settings.region()).isEmpty();
        assertThat(settings.credentials()).isEmpty();
        assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void shouldReadSettings() {
        ClusterSettings settings = ClusterSettings.of(
                context(Map.of(
                        "clusters.*.endpoint", "http://127.0.0.1:8000",
                        "clusters.eu.region", "eu-west-1",
                        "clusters.eu.access-key-id", "id",
                        "clusters.eu.secret-access-key", "secret",
                        "clusters.eu.request-timeout", "1500ms")),
                "eu");
        assertThat(settings.endpoint()).contains(URI.create("http://127.0.0.1:8000"));
        assertThat(settings.region()).contains("eu-west-1");
        assertThat(settings.credentials()).contains(new ClusterSettings.Credentials("id", "secret"));
        assertThat(settings.requestTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            clusters.a.endpoint        | 127.0.0.1:8000 | http://host:port or https://host
            clusters.a.endpoint        | ftp://host     | http://host:port or https://host
            clusters.a.request-timeout | 5              | a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 100ms to 1m
            clusters.a.request-timeout | 61s            | a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 100ms to 1m
            clusters.a.request-timeout | 99ms           | a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 100ms to 1m
            """)
    void shouldRefuseSettingsByTheirPath(String path, String value, String expectation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.open(context(Map.of(path, value))))
                .withMessage("dynamodb." + path + ": " + value + " (expected: " + expectation + ")");
    }

    @Test
    void shouldRefuseSettingsThatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.open(context(Map.of("clusters.a.regions", "x"))))
                .withMessage("dynamodb.clusters.a.regions: unknown (expected: a setting of dynamodb; nearest:"
                        + " dynamodb.clusters.a.region)");
    }

    private static PluginContext context(Map<String, String> settings) {
        return new PluginContext(settings, new TestClock(), "test");
    }
}
