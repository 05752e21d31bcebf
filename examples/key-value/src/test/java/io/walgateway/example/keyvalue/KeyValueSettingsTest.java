package io.walgateway.example.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyValueSettingsTest {

    @Test
    void shouldHaveDefaults() {
        KeyValueSettings settings = settings(Map.of());
        assertThat(settings.grpc().address().getPort()).isEqualTo(7075);
        assertThat(settings.management().getPort()).isEqualTo(7076);
        assertThat(settings.cassandra().keyspace()).isEqualTo("kv");
        assertThat(settings.cassandra().replication())
                .isEqualTo("{'class': 'SimpleStrategy', 'replication_factor': 1}");
        assertThat(settings.namespaces()).isEmpty();
        assertThat(settings.storages()).isEmpty();
        assertThat(settings.log()).isEmpty();
        assertThat(settings.limits().requestsMax()).isEqualTo(2_000);
        assertThat(settings.limits().bytesMax()).isEqualTo(128L << 20);
        assertThat(settings.limits().itemBytesMax()).isEqualTo(16 << 20);
        assertThat(settings.limits().aheadMax()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.limits().ageMax()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.limits().sweepEvery()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void shouldReadAllThatIsGiven() {
        KeyValueSettings settings = settings(Map.ofEntries(
                Map.entry("listen.host", "0.0.0.0"),
                Map.entry("listen.port", "1"),
                Map.entry("listen.threads", "3"),
                Map.entry("listen.connection-age-max", "1h"),
                Map.entry("drain-timeout", "1s"),
                Map.entry("management.host", "127.0.0.2"),
                Map.entry("management.port", "2"),
                Map.entry("cassandra.local-datacenter", "eu"),
                Map.entry("cassandra.keyspace", "shop"),
                Map.entry("cassandra.replication", "eu:3,us:2"),
                Map.entry("namespaces.carts.wal", "true"),
                Map.entry("namespaces.carts.indices.by-status", "value:/status"),
                Map.entry("namespaces.locks.conditional", "true"),
                Map.entry("storage-namespaces", "*_wal_type, sets"),
                Map.entry("wal.addresses", "a:1, b:2"),
                Map.entry("wal.namespace", "kv-sets"),
                Map.entry("wal.target-address", "c:3"),
                Map.entry("limits.requests-in-flight-max", "4"),
                Map.entry("limits.bytes-in-flight-max", "9MiB"),
                Map.entry("limits.item-bytes-max", "2MiB"),
                Map.entry("token.ahead-max", "6s"),
                Map.entry("token.age-max", "7s"),
                Map.entry("chunks.sweep-every", "8s")));
        assertThat(settings.grpc().address().getHostString()).isEqualTo("0.0.0.0");
        assertThat(settings.grpc().threads()).isEqualTo(3);
        assertThat(settings.grpc().connectionAgeMax()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.grpc().drainTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.management().getHostString()).isEqualTo("127.0.0.2");
        assertThat(settings.cassandra().localDatacenter()).contains("eu");
        assertThat(settings.cassandra().keyspace()).isEqualTo("shop");
        assertThat(settings.cassandra().replication())
                .isEqualTo("{'class': 'NetworkTopologyStrategy', 'eu': 3, 'us': 2}");
        assertThat(settings.namespaces())
                .extracting(KeyValueNamespace::name, KeyValueNamespace::wal, KeyValueNamespace::conditional)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("carts", true, false),
                        org.assertj.core.groups.Tuple.tuple("locks", false, true));
        assertThat(settings.namespaces()
                        .getFirst()
                        .indices()
                        .getFirst()
                        .source()
                        .text())
                .isEqualTo("value:/status");
        assertThat(settings.storages()).containsExactly("*_wal_type", "sets");
        assertThat(settings.log().orElseThrow().addresses()).containsExactly("a:1", "b:2");
        assertThat(settings.log().orElseThrow().namespace()).isEqualTo("kv-sets");
        assertThat(settings.log().orElseThrow().targetAddress()).isEqualTo("c:3");
        assertThat(settings.limits())
                .isEqualTo(new io.walgateway.example.keyvalue.service.ServiceLimits(
                        4, 9L << 20, 2 << 20, Duration.ofSeconds(6), Duration.ofSeconds(7), Duration.ofSeconds(8)));
    }

    @Test
    void shouldReadTheSample() {
        KeyValueSettings settings = KeyValueSettings.of(
                ProcessSettings.load(Optional.of(Path.of("../../config/settings/key-value.yaml")), List.of()));
        assertThat(settings.namespaces())
                .extracting(KeyValueNamespace::name)
                .containsExactly("carts", "locks", "people");
        assertThat(settings.log()).isPresent();
    }

    @Test
    void shouldRefuseWhatItDoesNotKnowOrCannotUse() {
        refused(Map.of("listen.prot", "1"), "nearest: listen.port");
        refused(Map.of("namespaces.carts.wall", "true"), "namespaces.carts.wall: true (expected: NAME.wal");
        refused(Map.of("namespaces.Carts.wal", "true"), "all in lower case");
        refused(Map.of("namespaces.carts.wal", "true"), "wal.addresses: absent (expected: the gateway's host:port");
        refused(Map.of("namespaces.carts.conditional", "true", "namespaces.carts.wal", "true"), "false where there is");
        refused(Map.of("namespaces.carts.indices.x", "status"), "value: and a JSON pointer");
        refused(Map.of("storage-namespaces", "A"), "names with commas");
        refused(Map.of("wal.addresses", "a:1"), "wal.target-address: absent");
        refused(Map.of("cassandra.contact-points", "a:99999"), "cassandra.contact-points: a:99999");
        refused(Map.of("cassandra.replication", "0"), "a number of replicas");
        refused(Map.of("limits.item-bytes-max", "1KiB"), "limits.item-bytes-max: 1KiB");
    }

    private static void refused(Map<String, String> given, String why) {
        assertThatThrownBy(() -> settings(given)).hasMessageContaining(why);
    }

    private static KeyValueSettings settings(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(given);
        all.putIfAbsent("cassandra.contact-points", "127.0.0.1:9042");
        return KeyValueSettings.of(ProcessSettings.of(all));
    }
}
