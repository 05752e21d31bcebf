package io.walgateway.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.config.settings.InvalidSettingsException;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.consumer.pipeline.DeliveryLimits;
import io.walgateway.consumer.route.Assignment;
import io.walgateway.core.registry.Plugins;
import io.walgateway.testkit.fake.queue.InMemoryQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsumerSettingsTest {
    private static final Plugins MEMORY = new Plugins(Map.of(InMemoryQueue.TYPE, new InMemoryQueue()), Map.of());
    private static final Assignment ASSIGNMENT = new Assignment("blue", Optional.of("batch"), Set.of());

    private static ConsumerSettings settings(Map<String, String> values) {
        return ConsumerSettings.of(ProcessSettings.of(values), ASSIGNMENT, MEMORY);
    }

    @Test
    void shouldHaveDefaults() {
        ConsumerSettings settings = settings(Map.of());
        assertThat(settings.management().address()).hasToString("/127.0.0.1:7072");
        assertThat(settings.limits()).isEqualTo(DeliveryLimits.DEFAULT);
        assertThat(settings.restoredBytesMax()).isEqualTo(64 << 20);
        assertThat(settings.assignment()).isEqualTo(ASSIGNMENT);
        assertThat(settings.region()).isEmpty();
    }

    @Test
    void shouldMapEveryProperty() {
        ConsumerSettings settings = settings(Map.of(
                "management.host", "127.0.0.2",
                "management.port", "7",
                "delivery.held-max", "5",
                "delivery.held-bytes-max", "2MiB",
                "delivery.restored-bytes-max", "1GiB",
                "delivery.restart-after", "30s",
                "region", "eu",
                "memory.anything", "at all"));
        assertThat(settings.management().address()).hasToString("/127.0.0.2:7");
        assertThat(settings.limits()).isEqualTo(new DeliveryLimits(5, 2 << 20, Duration.ofSeconds(30)));
        assertThat(settings.restoredBytesMax()).isEqualTo(1 << 30);
        assertThat(settings.region()).isEqualTo("eu");
        assertThat(settings.pluginContext("memory", InstantSource.system()).settings())
                .containsExactly(Map.entry("anything", "at all"));
    }

    @Test
    void shouldNameTheKnownSettingNearestToAnUnknownOne() {
        assertThatThrownBy(() -> settings(Map.of("delivery.hold-max", "5")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("delivery.hold-max: 5")
                .hasMessageContaining("nearest: delivery.held-max");
    }

    @Test
    void shouldRefuseWhatIsOutOfBounds() {
        assertThatThrownBy(() -> settings(Map.of("delivery.held-max", "0")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("delivery.held-max: 0 (expected: 1 to 1000000)");
    }
}
