package io.walgateway.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.standalone.part.PartName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFilesTest {

    private static final SettingsFiles.Store STORE =
            new SettingsFiles.Store("jdbc:postgresql://127.0.0.1:7091/wal", "wal", "pass\"word\\ #1: *");

    @TempDir
    Path folder;

    @Test
    void shouldMapEveryKafkaClusterToTheOneBroker() {
        SettingsFiles files = files(Optional.empty());

        assertThat(List.of(files.controlPlane(), files.server(), files.consumer()))
                .allSatisfy(settings -> assertThat(settings)
                        .containsEntry("kafka.clusters.*.bootstrap.servers", "127.0.0.1:7090")
                        .containsEntry("sqs.clusters.*.endpoint", "http://127.0.0.1:7093")
                        .doesNotContainKey("cassandra.clusters.*.contact-points"));
    }

    @Test
    void shouldNameCassandraWhereThereIsOne() {
        assertThat(files(Optional.of("datacenter1")).consumer())
                .containsEntry("cassandra.clusters.*.contact-points", "127.0.0.1:7092")
                .containsEntry("cassandra.clusters.*.local-datacenter", "datacenter1");
        SettingsFiles with = files(Optional.of("datacenter1"));
        assertThat(List.of(with.controlPlane(), with.server(), with.consumer()))
                .allSatisfy(settings -> assertThat(settings).containsEntry("durable-storage.type", "cassandra"));
        assertThat(files(Optional.empty()).server()).doesNotContainKey("durable-storage.type");
    }

    @Test
    void shouldGiveEachProcessItsOwnPortsAndFolders() {
        SettingsFiles files = files(Optional.empty());

        assertThat(files.server())
                .containsEntry("grpc.port", "7070")
                .containsEntry("management.port", "7071")
                .containsEntry("catalog.control-plane.url", "http://127.0.0.1:7080")
                .containsEntry(
                        "catalog.cache-dir", folder.resolve("server/catalog").toString());
        assertThat(files.consumer())
                .containsEntry("management.port", "7072")
                .containsEntry(
                        "catalog.cache-dir", folder.resolve("consumer/catalog").toString());
        assertThat(files.controlPlane()).containsEntry("http.port", "7080").containsEntry("management.port", "7081");
    }

    @Test
    void shouldWriteWhatTheProcessesReadAndNobodyElse() throws IOException {
        SettingsFiles files = files(Optional.of("datacenter1"));

        files.write();

        Path written = new DataFolder(folder).settingsOf(PartName.CONTROLPLANE);
        ProcessSettings read = ProcessSettings.load(Optional.of(written), List.of());
        files.controlPlane().forEach((key, value) -> assertThat(read.text(key)).contains(value));
        assertThat(Files.getPosixFilePermissions(written)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private SettingsFiles files(Optional<String> datacenter) {
        return new SettingsFiles(new DataFolder(folder).create(), new Ports(7070), STORE, datacenter);
    }
}
