package io.walgateway.standalone.up;

import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.local.kafka.KafkaBroker;
import io.walgateway.local.memcached.MemcachedServer;
import io.walgateway.local.opensearch.OpenSearchServer;
import io.walgateway.local.postgres.PostgresServer;
import io.walgateway.local.process.JavaProgram;
import io.walgateway.local.process.LocalComponent;
import io.walgateway.local.sqs.ElasticMqServer;
import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.Layout;
import io.walgateway.standalone.folder.LocalPki;
import io.walgateway.standalone.folder.SettingsFiles;
import io.walgateway.standalone.part.Composition;
import io.walgateway.standalone.part.JvmOptions;
import io.walgateway.standalone.part.Part;
import io.walgateway.standalone.part.PartKind;
import io.walgateway.standalone.part.PartName;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The plan of a stack. */
record Blueprint(DataFolder data, Layout layout, Composition composition) {

    /** Classes by name, because this process must not load them. */
    static final Map<PartKind, String> MAIN_CLASSES = Map.of(
            PartKind.CONTROLPLANE, "io.walgateway.controlplane.ControlPlaneMain",
            PartKind.SERVER, "io.walgateway.server.ServerMain",
            PartKind.CONSUMER, "io.walgateway.consumer.ConsumerMain",
            PartKind.WRITER, "io.walgateway.consumer.WriterMain",
            PartKind.KEY_VALUE, "io.walgateway.example.keyvalue.KeyValueMain");

    /** Writes the settings of the processes and creates the parts; starts nothing. */
    List<Part> build(Consumer<String> report) {
        PostgresServer postgres = PostgresServer.in(
                data.of(PartName.of(PartKind.POSTGRES)), layout.shared().postgres());
        var store = new SettingsFiles.Store(postgres.jdbcUrl(), postgres.user(), postgres.password());
        new SettingsFiles(data, layout, composition, store).write();
        return composition.parts().stream()
                .map(name -> part(name, name.kind() == PartKind.POSTGRES ? postgres : component(name), report))
                .toList();
    }

    boolean has(PartKind kind) {
        return composition.has(kind);
    }

    /** Whether the stack speaks TLS alone. */
    boolean isSecure() {
        return new LocalPki(data).isUsed();
    }

    /** Of the addresses of the gateway's processes. */
    String scheme() {
        return isSecure() ? "https" : "http";
    }

    private Part part(PartName name, LocalComponent component, Consumer<String> report) {
        OptionalInt management = layout.management(name);
        Optional<URI> health = management.isPresent()
                ? Optional.of(URI.create(scheme() + "://127.0.0.1:%d/health".formatted(management.getAsInt())))
                : Optional.empty();
        return new Part(name, component, layout.of(name), health, report);
    }

    private LocalComponent component(PartName name) {
        Path folder = data.of(name);
        int port = layout.of(name);
        return switch (name.kind()) {
            case KAFKA -> KafkaBroker.in(folder, port);
            case POSTGRES -> PostgresServer.in(folder, port);
            case CASSANDRA -> CassandraServer.in(folder, port);
            case ELASTICMQ -> ElasticMqServer.in(folder, port);
            case OPENSEARCH -> OpenSearchServer.in(folder, port);
            case MEMCACHED -> MemcachedServer.in(folder, port);
            case CONTROLPLANE, SERVER, CONSUMER, WRITER, KEY_VALUE -> program(name, folder);
        };
    }

    private JavaProgram program(PartName name, Path folder) {
        return JavaProgram.in(
                folder,
                name.text(),
                JvmOptions.ofPart(name.kind()),
                Objects.requireNonNull(MAIN_CLASSES.get(name.kind())),
                List.of("--config", data.settingsOf(name).toString()));
    }
}
