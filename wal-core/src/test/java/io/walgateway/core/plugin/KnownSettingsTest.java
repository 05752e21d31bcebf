package io.walgateway.core.plugin;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownSettingsTest {
    private static final KnownSettings KNOWN = new KnownSettings(
            "kafka", Set.of("append-timeout"), Set.of("bootstrap.servers", "region"), Set.of("client."));

    @Test
    void shouldTakeWhatIsKnown() {
        assertThatCode(() -> KNOWN.require(Map.of(
                        "append-timeout", "1",
                        "clusters.main.bootstrap.servers", "1",
                        "clusters.eu.west.region", "1",
                        "clusters.*.region", "1",
                        "clusters.main.client.linger.ms", "1")))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldNameAllThatIsUnknownWithTheNearestKeysAndWithoutValues() {
        assertThatThrownBy(() -> KNOWN.require(Map.of(
                        "append-timout", "secret",
                        "clusters.main.bootstrap.server", "secret",
                        "clusters.main.client.", "secret",
                        "clusters.regions", "secret",
                        "x", "secret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret")
                .hasMessageContaining(
                        "kafka.append-timout: unknown (expected: a setting of kafka; nearest: kafka.append-timeout)")
                .hasMessageContaining("kafka.clusters.main.bootstrap.server: unknown (expected: a setting of kafka;"
                        + " nearest: kafka.clusters.main.bootstrap.servers)")
                .hasMessageContaining("kafka.clusters.main.client.: unknown")
                .hasMessageContaining("kafka.clusters.regions: unknown")
                .hasMessageContaining("kafka.x: unknown");
    }
}
