package io.walgateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.config.settings.InvalidSettingsException;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.registry.Plugins;
import io.walgateway.runtime.grpc.GrpcTerms;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.HeldQueue;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import io.walgateway.testkit.fake.target.ScriptedTargetProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {
    private final Plugins plugins = new Plugins(
            Map.of("held", new HeldQueue()),
            // Has the name of the server's own settings.
            Map.of("grpc", new ScriptedTargetProvider("grpc", new TestClock())),
            Map.of(InMemoryStorage.TYPE, new InMemoryStorage(new TestClock())));

    @Test
    void shouldHaveDefaults() {
        ServerSettings settings = read(Map.of());

        assertThat(settings.region()).isEmpty();
        assertThat(settings.management().address())
                .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 7071));
        assertThat(settings.limits()).isEqualTo(new ServerSettings.Limits(10_000, 64 << 20));
        assertThat(settings.durableStorage()).isEmpty();
        assertThat(settings.grpc())
                .isEqualTo(new GrpcSettings(
                        new GrpcTerms(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 7070),
                                Runtime.getRuntime().availableProcessors(),
                                Duration.ofMinutes(30),
                                Duration.ofSeconds(10)),
                        Optional.empty(),
                        8 << 20));
    }

    @Test
    void shouldKeepItsOwnSettingsFromTheTargetOfTheSameName() {
        assertThat(read(Map.of("grpc.port", "4"))
                        .pluginContext("grpc", InstantSource.system())
                        .settings())
                .isEmpty();
    }

    @Test
    void shouldReadEveryProperty() {
        ServerSettings settings = read(Map.ofEntries(
                Map.entry("region", "eu"),
                Map.entry("management.host", "127.0.0.2"),
                Map.entry("management.port", "1"),
                Map.entry("limits.in-flight-requests-max", "2"),
                Map.entry("limits.in-flight-bytes-max", "3MiB"),
                Map.entry("grpc.host", "127.0.0.3"),
                Map.entry("grpc.port", "4"),
                Map.entry("grpc.message-bytes-max", "2MiB"),
                Map.entry("grpc.threads", "5"),
                Map.entry("grpc.connection-age-max", "6m"),
                Map.entry("drain-timeout", "7s"),
                Map.entry("durable-storage.type", "Memory"),
                Map.entry("durable-storage.shard", "s"),
                Map.entry("held.clusters.a.address", "x")));

        assertThat(settings.region()).isEqualTo("eu");
        assertThat(settings.management().address()).isEqualTo(new InetSocketAddress("127.0.0.2", 1));
        assertThat(settings.limits()).isEqualTo(new ServerSettings.Limits(2, 3 << 20));
        assertThat(settings.grpc())
                .isEqualTo(new GrpcSettings(
                        new GrpcTerms(
                                new InetSocketAddress("127.0.0.3", 4), 5, Duration.ofMinutes(6), Duration.ofSeconds(7)),
                        Optional.empty(),
                        2 << 20));
        assertThat(settings.durableStorage()).contains(new DurableStorageConfig(InMemoryStorage.TYPE, "wal", "s"));
        assertThat(settings.pluginContext("held", InstantSource.system()).clusterSetting("a", "address"))
                .contains("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grpc.prot | 7070 | grpc.port",
                "grpc.port | 65536 | 0 to 65535",
                "drain-timeout | soon | duration",
                "limits.in-flight-bytes-max | 1MiB | at least grpc.message-bytes-max",
                "durable-storage.type | floppy | one of memory",
                "durable-storage.namespace | a/b | 1 to 100 characters",
                "durable-storage.shard | s | durable-storage.type beside it",
            })
    void shouldRefuseWhatDoesNotFit(String key, String value, String expected) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(key + ": " + value)
                .hasMessageContaining(expected);
    }

    /** Other gateways refuse the name of a log with a longer one. */
    @Test
    void shouldRefuseARegionThatIsTooLongForTheNameOfALog() {
        assertThatThrownBy(() -> read(Map.of("region", "r".repeat(101))))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("region: " + "r".repeat(101) + " (expected: 1 to 100 characters out of");
    }

    private ServerSettings read(Map<String, String> settings) {
        return ServerSettings.of(ProcessSettings.of(settings), "default", plugins);
    }
}
