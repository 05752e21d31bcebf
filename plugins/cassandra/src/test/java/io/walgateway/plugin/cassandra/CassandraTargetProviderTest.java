package io.walgateway.plugin.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.tls.TlsFileSet;
import io.walgateway.core.tls.TlsTerms;
import io.walgateway.core.tls.TlsVersion;
import io.walgateway.plugin.cassandra.cluster.ClusterSettings;
import io.walgateway.plugin.cassandra.cluster.StorageTables;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CassandraTargetProviderTest {
    private static final Map<String, String> TABLE = Map.of("keyspace", "shop", "table", "orders");

    private final CassandraTargetProvider provider = new CassandraTargetProvider();

    @Test
    void shouldKnowOnlyTheClustersOfItsSettings() {
        PluginContext context = new PluginContext(
                Map.of("clusters.here.contact-points", "127.0.0.1:9042"), InstantSource.system(), "test");
        try (DurableStorageClient storages = new CassandraStorageProvider().open(context)) {
            assertThat(storages.isKnown(new DurableStorageConfig("cassandra", "n", "here")))
                    .isTrue();
            DurableStorageConfig nowhere = new DurableStorageConfig("cassandra", "n", "nowhere");
            assertThat(storages.isKnown(nowhere)).isFalse();
            assertThatThrownBy(() -> storages.provision(nowhere))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cassandra.clusters.nowhere.contact-points: absent");
        }
    }

    @Test
    void shouldBeFoundOnTheClassPath() {
        assertThat(Plugins.installed().target("cassandra")).containsInstanceOf(CassandraTargetProvider.class);
    }

    @Test
    void shouldNameWhatIsKnownForWhatIsNot() {
        assertThat(provider.check(
                        new TargetAddress("cassandra", Map.of("keyspace", "shop", "table", "orders", "tabel", "x"))))
                .extracting(Violation::toString)
                .containsExactly("/tabel: x (expected: one of keyspace, table, cluster)");
    }

    @Test
    void shouldRequireKeyspaceAndTable() {
        assertThat(provider.check(new TargetAddress("cassandra", Map.of())))
                .extracting(Violation::path)
                .containsExactly("/keyspace", "/table");
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "a-b",
        "1a",
        "_a",
        "a b",
        "a.b",
        "a;drop",
        "é",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvw"
    })
    void shouldRefuseNamesThatAreNone(String name) {
        assertThat(provider.check(new TargetAddress("cassandra", Map.of("keyspace", "shop", "table", name))))
                .extracting(Violation::path)
                .containsExactly("/table");
    }

    @Test
    void shouldNameOneEndpointForAllTablesOfACluster() {
        try (TargetClient client = provider.open(context(Map.of()))) {
            assertThat(client.endpoint(new TargetAddress("cassandra", TABLE))).isEqualTo("cassandra:default");
            assertThat(client.endpoint(new TargetAddress(
                            "cassandra", Map.of("keyspace", "shop", "table", "orders", "cluster", "eu"))))
                    .isEqualTo("cassandra:eu");
        }
    }

    @Test
    void shouldRejectWhatIsForAClusterThatTheSettingsDoNotName() throws InterruptedException {
        try (TargetClient client = provider.open(context(Map.of()))) {
            assertThat(client.target(new TargetAddress("cassandra", TABLE))
                            .deliver(new DeliveryAttempt(Messages.message().build(), 1, TestClock.START)))
                    .isInstanceOfSatisfying(
                            DeliveryOutcome.Rejected.class,
                            rejected -> assertThat(rejected.why())
                                    .startsWith("cassandra.clusters.default.contact-points: absent"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            clusters.default.contact-points | 127.0.0.1:x   | host:port,host:port
            clusters.default.contact-points | 127.0.0.1:0   | ports from 1 to 65535
            clusters.default.contact-points | a:1,,b:2      | host:port,host:port
            clusters.default.contact-points | a:70000       | ports from 1 to 65535
            clusters.default.consistency    | LOCAL         | one of ANY, ONE, TWO, THREE, QUORUM, ALL, LOCAL_QUORUM, EACH_QUORUM, LOCAL_ONE
            clusters.default.storage-keyspace    | Wal  | a letter and up to 47 more out of a-z 0-9 _
            clusters.default.storage-replication | 0    | a number of replicas, or datacenter:number,datacenter:number
            clusters.default.storage-replication | a:   | a number of replicas, or datacenter:number,datacenter:number
            """)
    void shouldRefuseSettingsByTheirPath(String path, String value, String expectation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.open(context(Map.of(path, value))))
                .withMessage("cassandra." + path + ": " + value + " (expected: " + expectation + ")");
    }

    @Test
    void shouldRefuseSettingsThatItDoesNotReadAllAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.open(
                        context(Map.of("clusters.default.contact-point", "a:1", "contact-points", "a:1"))))
                .withMessage(
                        "cassandra.clusters.default.contact-point: unknown (expected: a setting of cassandra; nearest:"
                                + " cassandra.clusters.default.contact-points); cassandra.contact-points: unknown (expected: a"
                                + " setting of cassandra)");
    }

    @Test
    void shouldReadSettings() {
        PluginContext context = context(Map.of(
                "clusters.*.contact-points", "[::1]:9043, db.example",
                "clusters.*.local-datacenter", "dc1",
                "clusters.eu.consistency", "ONE"));
        assertThat(ClusterSettings.of(context, "eu")).hasValueSatisfying(settings -> {
            assertThat(settings.contactPoints())
                    .containsExactly(
                            InetSocketAddress.createUnresolved("::1", 9043),
                            InetSocketAddress.createUnresolved("db.example", 9042));
            assertThat(settings.localDatacenter()).contains("dc1");
            assertThat(settings.consistency()).isEqualTo("ONE");
        });
    }

    @Test
    void shouldReadHowToLogInAndHowToEncrypt() {
        PluginContext context = context(Map.of(
                "clusters.*.contact-points", "h:1",
                "clusters.*.username", "wal",
                "clusters.*.password-file", "/secret",
                "clusters.eu.tls.trust-file", "/ca"));
        assertThat(ClusterSettings.of(context, "eu")).hasValueSatisfying(settings -> {
            assertThat(settings.login()).contains(new ClusterSettings.Login("wal", Path.of("/secret")));
            assertThat(settings.tls())
                    .contains(TlsTerms.ofCaller(
                            new TlsFileSet(Optional.empty(), Optional.empty(), Optional.of(Path.of("/ca"))),
                            TlsVersion.TLS_1_3));
        });
        assertThat(ClusterSettings.of(context, "us"))
                .hasValueSatisfying(settings -> assertThat(settings.tls()).isEmpty());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterSettings.of(
                        context(Map.of("clusters.a.contact-points", "h:1", "clusters.a.username", "wal")), "a"))
                .withMessage("cassandra.clusters.a.password-file: absent (expected: a user and a password, or none)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.open(context(Map.of("clusters.a.tls.min-version", "1.0"))))
                .withMessage("cassandra.clusters.a.tls.min-version: 1.0 (expected: 1.3 or 1.2)");
    }

    @Test
    void shouldWaitForALocalQuorumUnlessToldOtherwise() {
        assertThat(ClusterSettings.of(context(Map.of("clusters.a.contact-points", "h:1")), "a"))
                .hasValueSatisfying(settings -> {
                    assertThat(settings.consistency()).isEqualTo("LOCAL_QUORUM");
                    assertThat(settings.localDatacenter()).isEmpty();
                });
    }

    @Test
    void shouldReadWhereDurableStorageLies() {
        assertThat(ClusterSettings.storageTables(context(Map.of()), "a"))
                .isEqualTo(new StorageTables("wal", "{'class': 'SimpleStrategy', 'replication_factor': 1}"));
        PluginContext given =
                context(Map.of("clusters.a.storage-keyspace", "kept", "clusters.*.storage-replication", "eu-1:3,us:2"));
        assertThat(ClusterSettings.storageTables(given, "a"))
                .isEqualTo(new StorageTables("kept", "{'class': 'NetworkTopologyStrategy', 'eu-1': 3, 'us': 2}"));
    }

    private static PluginContext context(Map<String, String> settings) {
        return new PluginContext(settings, new TestClock(), "test");
    }
}
