package io.walgateway.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.standalone.part.Composition;
import io.walgateway.standalone.part.PartKind;
import io.walgateway.standalone.part.PartName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFilesTest {

    private static final SettingsFiles.Store STORE =
            new SettingsFiles.Store("jdbc:postgresql://127.0.0.1:7091/wal", "wal", "pass\"word\\ #1: *");
    private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1");

    @TempDir
    Path folder;

    @Test
    void shouldMapEveryKafkaClusterToTheOneBroker() {
        SettingsFiles files = files(List.of(), PartKind.ELASTICMQ);

        assertThat(List.of(of(files, "controlplane"), of(files, "server"), of(files, "consumer")))
                .allSatisfy(settings -> assertThat(settings)
                        .containsEntry("kafka.clusters.*.bootstrap.servers", "127.0.0.1:7090")
                        .containsEntry("sqs.clusters.*.endpoint", "http://127.0.0.1:7093")
                        .doesNotContainKeys("cassandra.clusters.*.contact-points", "region"));
    }

    @Test
    void shouldNameTheComponentsThatThereAre() {
        SettingsFiles with = files(List.of(), PartKind.CASSANDRA, PartKind.OPENSEARCH, PartKind.MEMCACHED);

        assertThat(of(with, "consumer"))
                .containsEntry("cassandra.clusters.*.contact-points", "127.0.0.1:7092")
                .containsEntry("cassandra.clusters.*.local-datacenter", "datacenter1")
                .containsEntry("opensearch.clusters.*.addresses", "http://127.0.0.1:7094")
                .containsEntry("evcache.clusters.default.zones.local", "127.0.0.1:7095")
                .doesNotContainKey("sqs.clusters.*.endpoint");
        assertThat(List.of(of(with, "controlplane"), of(with, "server"), of(with, "consumer")))
                .allSatisfy(settings -> assertThat(settings).containsEntry("durable-storage.type", "cassandra"));
        assertThat(of(files(List.of()), "server")).doesNotContainKey("durable-storage.type");
    }

    @Test
    void shouldConnectTheKeyValueServiceWithCassandraAndTheGateway() {
        SettingsFiles files = files(List.of(), PartKind.CASSANDRA, PartKind.KEY_VALUE);

        assertThat(of(files, "key-value"))
                .containsEntry("listen.port", "7075")
                .containsEntry("management.port", "7076")
                .containsEntry("cassandra.contact-points", "127.0.0.1:7092")
                .containsEntry("wal.addresses", "127.0.0.1:7070")
                .containsEntry("wal.target-address", "127.0.0.1:7075")
                .doesNotContainKey("kafka.clusters.*.bootstrap.servers");
        assertThat(List.of(of(files, "controlplane"), of(files, "server"), of(files, "consumer")))
                .allSatisfy(settings -> assertThat(settings).containsEntry("kv.clusters.*.address", "127.0.0.1:7075"));
        assertThat(of(files(List.of()), "server")).doesNotContainKey("kv.clusters.*.address");
    }

    @Test
    void shouldGiveEachProcessItsOwnPortsAndFolders() {
        SettingsFiles files = files(List.of());

        assertThat(of(files, "server"))
                .containsEntry("grpc.port", "7070")
                .containsEntry("management.port", "7071")
                .containsEntry("catalog.control-plane.url", "http://127.0.0.1:7080")
                .containsEntry(
                        "catalog.cache-dir", folder.resolve("server/catalog").toString());
        assertThat(of(files, "consumer"))
                .containsEntry("management.port", "7072")
                .containsEntry(
                        "catalog.cache-dir", folder.resolve("consumer/catalog").toString());
        assertThat(of(files, "controlplane"))
                .containsEntry("http.port", "7080")
                .containsEntry("management.port", "7081");
    }

    @Test
    void shouldKeepEachRegionToItsOwnComponentsAndReachOtherWritersThroughLinks() {
        SettingsFiles files = files(REGIONS);

        assertThat(of(files, "consumer.us-east-1"))
                .containsEntry("region", "us-east-1")
                .containsEntry("kafka.clusters.*.bootstrap.servers", "127.0.0.1:7140")
                .containsEntry("evcache.clusters.default.zones.local", "127.0.0.1:7145")
                .containsEntry("replication.writers.writer.eu-west-1", "127.0.0.1:7150")
                .containsEntry("replication.writers.dgwwal.foobar.cluster.eu-west-1.netflix.net", "127.0.0.1:7150")
                .containsEntry("replication.writers.writer.us-east-1", "127.0.0.1:7123");
        assertThat(of(files, "writer.us-east-1"))
                .containsEntry("region", "us-east-1")
                .containsEntry("listen.port", "7123")
                .containsEntry("targets.*.type", "evcache");
    }

    @Test
    void shouldTellTheOneControlPlaneWhereEachRegionIs() {
        assertThat(of(files(REGIONS), "controlplane"))
                .containsEntry("regions.eu-west-1.kafka.clusters.*.bootstrap.servers", "127.0.0.1:7090")
                .containsEntry("regions.us-east-1.kafka.clusters.*.bootstrap.servers", "127.0.0.1:7140")
                .containsEntry("regions.us-east-1.evcache.clusters.default.zones.local", "127.0.0.1:7145")
                .containsEntry("replication.writers.writer.us-east-1", "127.0.0.1:7123");
    }

    @Test
    void shouldWriteWhatTheProcessesReadAndNobodyElse() throws IOException {
        SettingsFiles files = files(List.of(), PartKind.CASSANDRA);

        files.write();

        PartName controlPlane = PartName.of(PartKind.CONTROLPLANE);
        Path written = new DataFolder(folder).settingsOf(controlPlane);
        ProcessSettings read = ProcessSettings.load(java.util.Optional.of(written), List.of());
        files.of(controlPlane)
                .forEach((key, value) -> assertThat(read.text(key)).contains(value));
        assertThat(Files.getPosixFilePermissions(written)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private static Map<String, String> of(SettingsFiles files, String part) {
        return files.of(PartName.of(part));
    }

    private SettingsFiles files(List<String> regions, PartKind... optional) {
        return new SettingsFiles(
                new DataFolder(folder).create(),
                new Layout(7070, regions),
                new Composition(regions, Set.of(optional)),
                STORE);
    }
}
