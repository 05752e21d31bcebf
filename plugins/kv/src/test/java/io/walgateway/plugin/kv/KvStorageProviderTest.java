package io.walgateway.plugin.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.testkit.fake.TestClock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KvStorageProviderTest {
    private final KvStorageProvider provider = new KvStorageProvider();

    @Test
    void shouldAcceptThePublishedConfigurationAndRefuseWhatNamesNoTable() {
        assertThat(provider.check(new DurableStorageConfig("kv", "foobar_wal_type", "walfoobar")))
                .isEmpty();
        assertThat(provider.check(new DurableStorageConfig("kv", "Foobar.wal", "")))
                .singleElement()
                .satisfies(found -> assertThat(found.path()).isEqualTo("/namespace"));
    }

    @Test
    void shouldKnowTheServicesOfTheSettings() {
        try (DurableStorageClient client = open(Map.of("clusters.walfoobar.address", "kv.example.com:7075"))) {
            assertThat(client.isKnown(new DurableStorageConfig("kv", "a", "walfoobar")))
                    .isTrue();
            assertThat(client.isKnown(new DurableStorageConfig("kv", "a", ""))).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.provision(new DurableStorageConfig("kv", "a", "")))
                    .withMessageContaining("kv.clusters.default.address: absent");
        }
    }

    @Test
    void shouldRefuseSettingsThatNobodyReads() {
        refused(Map.of("clusters.a.adress", "b:1"), "nearest: kv.clusters.a.address");
        refused(Map.of("clusters.a.address", "b"), "kv.clusters.a.address: b (expected: host:port)");
        refused(Map.of("clusters.a.address", "b:0"), "host:port");
        refused(Map.of("clusters.a.request-timeout", "1ms"), "kv.clusters.a.request-timeout: 1ms");
    }

    private void refused(Map<String, String> settings, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> open(settings)).withMessageContaining(why);
    }

    private DurableStorageClient open(Map<String, String> settings) {
        return provider.open(new PluginContext(settings, new TestClock(), "test"));
    }
}
