package io.walgateway.standalone.up;

import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.local.kafka.KafkaBroker;
import io.walgateway.local.postgres.PostgresServer;
import io.walgateway.local.process.JavaProgram;
import io.walgateway.local.process.LocalComponent;
import io.walgateway.local.sqs.ElasticMqServer;
import io.walgateway.standalone.folder.DataFolder;
import io.walgateway.standalone.folder.Ports;
import io.walgateway.standalone.folder.SettingsFiles;
import io.walgateway.standalone.part.JvmOptions;
import io.walgateway.standalone.part.Part;
import io.walgateway.standalone.part.PartName;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The plan of a stack.
 *
 * @param withCassandra true if the stack includes Cassandra
 */
record Blueprint(DataFolder data, Ports ports, boolean withCassandra) {

    /** Classes by name, because this process must not load them. */
    static final Map<PartName, String> MAIN_CLASSES = Map.of(
            PartName.CONTROLPLANE, "io.walgateway.controlplane.ControlPlaneMain",
            PartName.SERVER, "io.walgateway.server.ServerMain",
            PartName.CONSUMER, "io.walgateway.consumer.ConsumerMain");

    /** Writes the settings of the processes and creates the parts; starts nothing. */
    List<Part> build(Consumer<String> report) {
        KafkaBroker kafka = KafkaBroker.in(data.of(PartName.KAFKA), ports.kafka());
        PostgresServer postgres = PostgresServer.in(data.of(PartName.POSTGRES), ports.postgres());
        ElasticMqServer elasticMq = ElasticMqServer.in(data.of(PartName.ELASTICMQ), ports.elasticMq());
        Optional<CassandraServer> cassandra = withCassandra
                ? Optional.of(CassandraServer.in(data.of(PartName.CASSANDRA), ports.cassandra()))
                : Optional.empty();
        var store = new SettingsFiles.Store(postgres.jdbcUrl(), postgres.user(), postgres.password());
        new SettingsFiles(data, ports, store, cassandra.map(CassandraServer::localDatacenter)).write();

        List<Part> parts = new ArrayList<>();
        parts.add(part(PartName.KAFKA, kafka, report));
        parts.add(part(PartName.POSTGRES, postgres, report));
        cassandra.ifPresent(server -> parts.add(part(PartName.CASSANDRA, server, report)));
        parts.add(part(PartName.ELASTICMQ, elasticMq, report));
        for (PartName own : List.of(PartName.CONTROLPLANE, PartName.SERVER, PartName.CONSUMER)) {
            parts.add(part(own, program(own), report));
        }
        return parts;
    }

    private Part part(PartName name, LocalComponent component, Consumer<String> report) {
        Optional<URI> health = Optional.ofNullable(ports.management().get(name))
                .map(port -> URI.create("http://127.0.0.1:%d/health".formatted(port)));
        return new Part(name, component, ports.of(name), health, report);
    }

    private JavaProgram program(PartName name) {
        return JavaProgram.in(
                data.of(name),
                name.text(),
                JvmOptions.ofPart(name),
                Objects.requireNonNull(MAIN_CLASSES.get(name)),
                List.of("--config", data.settingsOf(name).toString()));
    }
}
