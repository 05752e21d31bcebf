package io.walgateway.consumer.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.config.settings.InvalidSettingsException;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.registry.Plugins;
import io.walgateway.runtime.InHand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WriterSettingsTest {
    private static final Plugins RECORDING =
            new Plugins(Map.of(), Map.of(RecordingTargets.TYPE, new RecordingTargets()));

    private static WriterSettings settings(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.putIfAbsent("region", "eu");
        return WriterSettings.of(ProcessSettings.of(all), RECORDING);
    }

    @Test
    void shouldHaveDefaults() {
        WriterSettings settings = settings(Map.of());
        assertThat(settings.grpc().address()).hasToString("/127.0.0.1:7073");
        assertThat(settings.management().address()).hasToString("/127.0.0.1:7074");
        assertThat(settings.grpc().drainTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.limits()).isEqualTo(new InHand.Limits(10_000, 128L << 20));
        assertThat(settings.targets().of("any")).isEmpty();
    }

    @Test
    void shouldFindTheTargetOfANamespaceOrOfAllOthers() {
        OwnTargets targets = settings(Map.of(
                        "targets.orders.v1.type", RecordingTargets.TYPE,
                        "targets.orders.v1.answer", "failed",
                        "targets.*.type", RecordingTargets.TYPE))
                .targets();
        assertThat(targets.of("orders.v1")).contains(RecordingTargets.answering("failed"));
        assertThat(targets.of("orders")).contains(new TargetAddress(RecordingTargets.TYPE, Map.of()));
    }

    @Test
    void shouldReadTheSample() {
        WriterSettings settings = WriterSettings.of(
                ProcessSettings.load(Optional.of(Path.of("../config/settings/writer.yaml")), List.of()),
                Plugins.installed());
        assertThat(settings.region()).isEqualTo("eu");
        assertThat(settings.targets().of("any")).contains(new TargetAddress("kafka", Map.of("topic", "replicated")));
    }

    @Test
    void shouldNameWhatIsWrong() {
        assertThatThrownBy(() -> settings(Map.of("region", "")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("region: ");
        assertThatThrownBy(() -> settings(Map.of("targets.*.type", "pigeon")))
                .hasMessageContaining(
                        "targets.*.type: pigeon (expected: a target type that has a plugin here: recording)");
        assertThatThrownBy(() -> settings(Map.of("targets.orders.topic", "t")))
                .hasMessageContaining("targets.orders.topic: t (expected: NAMESPACE.type beside it");
        assertThatThrownBy(() -> settings(Map.of("limits.in-flight-bytes", "1")))
                .hasMessageContaining("nearest: limits.in-flight-bytes-max");
    }
}
