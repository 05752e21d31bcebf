package io.walgateway.plugin.sqs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.core.plugin.PluginContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqsSettingsTest {

    @Test
    void shouldHaveDefaults() {
        SqsSettings settings = settings(Map.of());
        assertThat(settings.appendTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.inFlightBytesMax()).isEqualTo(33_554_432);
        assertThat(settings.visibilityTimeout()).isEqualTo(Duration.ofSeconds(30));
        ClusterSettings cluster = settings.cluster("any");
        assertThat(cluster.endpoint()).isEmpty();
        assertThat(cluster.region()).isEmpty();
        assertThat(cluster.accessKeyId()).isEmpty();
        assertThat(cluster.delayMax()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void shouldTakeEachProperty() {
        SqsSettings settings = settings(Map.of(
                "append-timeout", "2s",
                "in-flight-bytes-max", "2097152",
                "visibility-timeout", "10s",
                "clusters.*.endpoint", "http://127.0.0.1:9324",
                "clusters.eu.region", "eu-west-1",
                "clusters.eu.access-key-id", "id",
                "clusters.eu.secret-access-key", "secret",
                "clusters.eu.delay-max", "2s"));
        assertThat(settings.appendTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.inFlightBytesMax()).isEqualTo(2_097_152);
        assertThat(settings.visibilityTimeout()).isEqualTo(Duration.ofSeconds(10));
        ClusterSettings cluster = settings.cluster("eu");
        assertThat(cluster.endpoint()).contains(URI.create("http://127.0.0.1:9324"));
        assertThat(cluster.region()).contains("eu-west-1");
        assertThat(cluster.accessKeyId()).contains("id");
        assertThat(cluster.secretKey()).contains(new SecretKey.Inline("secret"));
        assertThat(cluster.delayMax()).isEqualTo(Duration.ofSeconds(2));
        assertThat(cluster.fifoLongPolling()).isTrue();
        assertThat(settings.cluster("other").region()).contains("us-east-1");
    }

    @Test
    void shouldReadTheSecretFromItsFileAgainAndAgain(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "first\n");
        Map<String, String> given =
                Map.of("clusters.*.access-key-id", "id", "clusters.*.secret-access-key-file", file.toString());
        SecretKey secret = settings(given).cluster("x").secretKey().orElseThrow();
        assertThat(secret.text()).isEqualTo("first");
        Files.writeString(file, "second");
        assertThat(secret.text()).isEqualTo("second");
        assertThat(secret).asString().doesNotContain("second");
        assertThat(new SecretKey.Inline("third")).asString().doesNotContain("third");
    }

    @Test
    void shouldTakeOneSecretAlone() {
        Map<String, String> both = Map.of(
                "clusters.*.access-key-id", "id",
                "clusters.*.secret-access-key", "a",
                "clusters.*.secret-access-key-file", "/b");
        assertThatThrownBy(() -> settings(both).cluster("x"))
                .hasMessage("sqs.clusters.x.secret-access-key-file: set (expected: no secret-access-key beside it)");
    }

    @Test
    void shouldRefuseWhatItDoesNotRead() {
        assertThatThrownBy(() -> settings(Map.of("clusters.main.regions", "eu-west-1", "visibility", "1s")))
                .hasMessage("sqs.clusters.main.regions: unknown (expected: a setting of sqs; nearest:"
                        + " sqs.clusters.main.region); sqs.visibility: unknown (expected: a setting of sqs)");
    }

    @Test
    void shouldNameWhatIsWrong() {
        assertThatThrownBy(() -> settings(Map.of("append-timeout", "1ms")))
                .hasMessage(
                        "sqs.append-timeout: 1ms (expected: a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 500ms to 10m)");
        assertThatThrownBy(() -> settings(Map.of("visibility-timeout", "3500ms")))
                .hasMessage("sqs.visibility-timeout: 3s500ms (expected: whole seconds)");
        assertThatThrownBy(() -> settings(Map.of("in-flight-bytes-max", "5")))
                .hasMessage(
                        "sqs.in-flight-bytes-max: 5 (expected: a number of bytes such as 4096, 64KiB, 16MiB or 1GiB, 1048576 to 1099511627776)");
        assertThatThrownBy(
                        () -> settings(Map.of("clusters.*.endpoint", "nowhere")).cluster("x"))
                .hasMessage("sqs.clusters.x.endpoint: nowhere (expected: http://host:port or https://host)");
        assertThatThrownBy(
                        () -> settings(Map.of("clusters.*.access-key-id", "id")).cluster("x"))
                .hasMessageStartingWith("sqs.clusters.x.secret-access-key: absent");
        assertThatThrownBy(
                        () -> settings(Map.of("clusters.*.delay-max", "901s")).cluster("x"))
                .hasMessage(
                        "sqs.clusters.x.delay-max: 901s (expected: a duration such as 100ms, 5s, 1h30m, 7d or PT5S, 1s to 15m)");
        assertThatThrownBy(() ->
                        settings(Map.of("clusters.*.fifo-long-polling", "no")).cluster("x"))
                .hasMessage("sqs.clusters.x.fifo-long-polling: no (expected: true or false)");
    }

    private static SqsSettings settings(Map<String, String> settings) {
        return SqsSettings.of(new PluginContext(settings, InstantSource.system(), "test"));
    }
}
