package io.walgateway.plugin.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.target.BatchLimits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplicationSettingsTest {
    private static ReplicationSettings settings(Map<String, String> values) {
        return ReplicationSettings.of(new PluginContext(values, InstantSource.system(), "test"));
    }

    @Test
    void shouldHaveDefaults() {
        assertThat(settings(Map.of()))
                .isEqualTo(new ReplicationSettings(
                        Map.of(),
                        7073,
                        new BatchLimits(500, 1 << 20, 64, Duration.ofMillis(5)),
                        true,
                        Optional.empty()));
    }

    @Test
    void shouldReadEverySetting() {
        assertThat(settings(Map.of(
                        "writers.dgwwal.foobar.netflix.net", "127.0.0.1:9",
                        "writer-port", "7",
                        "requests-max", "2",
                        "batch-writes-max", "3",
                        "batch-bytes-max", "4KiB",
                        "gather-max", "20ms",
                        "compression", "none")))
                .isEqualTo(new ReplicationSettings(
                        Map.of("dgwwal.foobar.netflix.net", "127.0.0.1:9"),
                        7,
                        new BatchLimits(3, 4096, 2, Duration.ofMillis(20)),
                        false,
                        Optional.empty()));
    }

    @Test
    void shouldFindTheAddressOfAWriter() {
        ReplicationSettings settings = settings(Map.of("writers.name", "there", "writers.other", "here:1"));
        assertThat(settings.address("name")).isEqualTo("there:7073");
        assertThat(settings.address("other")).isEqualTo("here:1");
        assertThat(settings.address("by.dns")).isEqualTo("by.dns:7073");
        assertThat(settings.address("by.dns:2")).isEqualTo("by.dns:2");
        assertThat(settings.address("[::1]")).isEqualTo("[::1]:7073");
    }

    @Test
    void shouldRefuseInvalidAndUnknownSettings() {
        assertThatThrownBy(() -> settings(Map.of("batch-writes-max", "1001")))
                .hasMessage("replication.batch-writes-max: 1001 (expected: 1 to 1000)");
        assertThatThrownBy(() -> settings(Map.of("batch-bytes-max", "9MiB")))
                .hasMessageContaining("replication.batch-bytes-max: 9MiB (expected: ");
        assertThatThrownBy(() -> settings(Map.of("gather-max", "2s")))
                .hasMessageContaining("replication.gather-max: 2s (expected: ");
        assertThatThrownBy(() -> settings(Map.of("compression", "gzip")))
                .hasMessage("replication.compression: gzip (expected: zstd or none)");
        assertThatThrownBy(() -> settings(Map.of("writers.a", "http://b")))
                .hasMessage("replication.writers.a: http://b (expected: the address of a writer group, HOST or"
                        + " HOST:PORT)");
        assertThatThrownBy(() -> settings(Map.of("requestsmax", "1"))).hasMessageContaining("requests-max");
    }
}
