package io.walgateway.standalone.folder;

import io.walgateway.standalone.part.PartName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings with which the gateway's own processes are started.
 *
 * @param cassandraDatacenter absent if the stack has no Cassandra
 */
public record SettingsFiles(DataFolder data, Ports ports, Store store, Optional<String> cassandraDatacenter) {

    private static final String HOST = "127.0.0.1";

    /** The control plane's database. */
    public record Store(String jdbcUrl, String user, String password) {}

    public void write() {
        write(PartName.CONTROLPLANE, controlPlane());
        write(PartName.SERVER, server());
        write(PartName.CONSUMER, consumer());
    }

    Map<String, String> controlPlane() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("http.host", HOST);
        settings.put("http.port", Integer.toString(ports.controlPlane()));
        settings.put("store.url", store.jdbcUrl());
        settings.put("store.user", store.user());
        settings.put("store.password", store.password());
        putDurableStorage(settings);
        putCommon(settings, ports.controlPlaneManagement());
        return settings;
    }

    Map<String, String> server() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("grpc.host", HOST);
        settings.put("grpc.port", Integer.toString(ports.grpc()));
        // The largest payload that a namespace may have, and the rest of the message.
        settings.put("grpc.message-bytes-max", "72MiB");
        settings.put("limits.in-flight-bytes-max", "128MiB");
        putDurableStorage(settings);
        putCatalog(settings, PartName.SERVER);
        putCommon(settings, ports.serverManagement());
        return settings;
    }

    Map<String, String> consumer() {
        Map<String, String> settings = new LinkedHashMap<>();
        putCatalog(settings, PartName.CONSUMER);
        settings.put(
                "kafka.delay.state-dir",
                data.of(PartName.CONSUMER).resolve("delays").toString());
        // As much as the broker accepts.
        settings.put("kafka.clusters.*.client.max.request.size", "33554432");
        putDurableStorage(settings);
        putCommon(settings, ports.consumerManagement());
        return settings;
    }

    /**
     * One flat line for each setting. Keys and values are quoted, so that YAML's rules for {@code *} or for a
     * password's characters never matter.
     */
    static String render(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()) + "\n")
                .collect(Collectors.joining("", "# Written anew by each ./wal up.\n", ""));
    }

    private void putCatalog(Map<String, String> settings, PartName part) {
        settings.put("catalog.control-plane.url", "http://%s:%d".formatted(HOST, ports.controlPlane()));
        settings.put("catalog.cache-dir", data.of(part).resolve("catalog").toString());
    }

    private void putDurableStorage(Map<String, String> settings) {
        if (cassandraDatacenter.isPresent()) {
            settings.put("durable-storage.type", "cassandra");
        }
    }

    private void putCommon(Map<String, String> settings, int managementPort) {
        settings.put("management.host", HOST);
        settings.put("management.port", Integer.toString(managementPort));
        // Any cluster that a namespace names is this one.
        settings.put("kafka.clusters.*.bootstrap.servers", HOST + ":" + ports.kafka());
        settings.put("sqs.clusters.*.endpoint", "http://%s:%d".formatted(HOST, ports.elasticMq()));
        settings.put("sqs.clusters.*.region", "us-east-1");
        settings.put("sqs.clusters.*.counts-after", "1s");
        settings.put("sqs.clusters.*.fifo-long-polling", "false");
        // ElasticMQ accepts any credentials; without any, the client would look for AWS's own.
        settings.put("sqs.clusters.*.access-key-id", "local");
        settings.put("sqs.clusters.*.secret-access-key", "local");
        // Not started: a memcached of the user's own at its usual port.
        settings.put("evcache.clusters.default.zones.local", HOST + ":11211");
        cassandraDatacenter.ifPresent(datacenter -> {
            settings.put("cassandra.clusters.*.contact-points", HOST + ":" + ports.cassandra());
            settings.put("cassandra.clusters.*.local-datacenter", datacenter);
        });
    }

    private void write(PartName part, Map<String, String> settings) {
        Path file = data.settingsOf(part);
        try {
            // Readable by its owner alone, because it contains a password.
            Path unfinished = Files.createTempFile(
                    data.settings(),
                    part.text(),
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, render(settings));
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
