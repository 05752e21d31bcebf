package io.walgateway.standalone.folder;

import io.walgateway.standalone.part.Composition;
import io.walgateway.standalone.part.PartKind;
import io.walgateway.standalone.part.PartName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings with which the gateway's own processes are started. */
public record SettingsFiles(DataFolder data, Layout layout, Composition composition, Store store) {

    private static final String HOST = "127.0.0.1";

    /** The control plane's database. */
    public record Store(String jdbcUrl, String user, String password) {}

    public void write() {
        composition.parts().stream().filter(part -> part.kind().isOurs()).forEach(part -> write(part, of(part)));
    }

    /** @param part one of the gateway's own processes */
    Map<String, String> of(PartName part) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (!part.region().isEmpty()) {
            settings.put("region", part.region());
        }
        switch (part.kind()) {
            case CONTROLPLANE -> putControlPlane(settings);
            case SERVER -> putServer(settings, part);
            case CONSUMER -> putConsumer(settings, part);
            case WRITER -> putWriter(settings, part);
            case KEY_VALUE -> settings.putAll(new KeyValueSettings(layout).settings());
            case KAFKA, POSTGRES, CASSANDRA, ELASTICMQ, OPENSEARCH, MEMCACHED ->
                throw new IllegalArgumentException(part.text() + " (expected: one of the gateway's own processes)");
        }
        settings.put("management.host", HOST);
        layout.management(part).ifPresent(port -> settings.put("management.port", Integer.toString(port)));
        if (part.kind() != PartKind.KEY_VALUE) {
            settings.putAll(new PluginSettings(layout, composition).of(part));
        }
        if (pki().isUsed()) {
            putTls(settings, part);
        }
        return settings;
    }

    /** For its ports, its calls of the control plane, and its plugins that call others of the gateway. */
    private void putTls(Map<String, String> settings, PartName part) {
        pki().putFiles(settings, "tls.", part);
        pki().putFiles(settings, "replication.tls.", part);
        pki().putFiles(settings, "wal.tls.", part);
        pki().putAccess(settings);
    }

    private LocalPki pki() {
        return new LocalPki(data);
    }

    private void putControlPlane(Map<String, String> settings) {
        settings.put("http.host", HOST);
        settings.put("http.port", Integer.toString(layout.shared().controlPlane()));
        settings.put("store.url", store.jdbcUrl());
        settings.put("store.user", store.user());
        settings.put("store.password", store.password());
        putDurableStorage(settings);
    }

    private void putServer(Map<String, String> settings, PartName part) {
        settings.put("grpc.host", HOST);
        settings.put("grpc.port", Integer.toString(layout.of(part)));
        // The largest payload that a namespace may have, and the rest of the message.
        settings.put("grpc.message-bytes-max", "72MiB");
        settings.put("limits.in-flight-bytes-max", "128MiB");
        putDurableStorage(settings);
        putCatalog(settings, part);
    }

    private void putConsumer(Map<String, String> settings, PartName part) {
        putCatalog(settings, part);
        settings.put("kafka.delay.state-dir", data.of(part).resolve("delays").toString());
        // As much as the broker accepts.
        settings.put("kafka.clusters.*.client.max.request.size", "33554432");
        putDurableStorage(settings);
    }

    /** Writes that name no target go to the cache of the region. */
    private void putWriter(Map<String, String> settings, PartName part) {
        settings.put("listen.host", HOST);
        settings.put("listen.port", Integer.toString(layout.of(part)));
        settings.put("targets.*.type", "evcache");
        settings.put("targets.*.cluster", PluginSettings.CLUSTER);
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
        settings.put(
                "catalog.control-plane.url",
                (pki().isUsed() ? "https" : "http")
                        + "://%s:%d".formatted(HOST, layout.shared().controlPlane()));
        settings.put("catalog.cache-dir", data.of(part).resolve("catalog").toString());
    }

    private void putDurableStorage(Map<String, String> settings) {
        if (composition.has(PartKind.CASSANDRA)) {
            settings.put("durable-storage.type", "cassandra");
        }
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
