package io.walgateway.it.fuzz;

import io.walgateway.local.kafka.KafkaBroker;
import io.walgateway.local.port.FreePorts;
import io.walgateway.local.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A broker and a store, and the settings of a server and a control plane that use these. */
final class FuzzStack implements AutoCloseable {
    private final Path folder;
    private final KafkaBroker kafka;
    private final PostgresServer postgres;
    private final int grpcPort = FreePorts.next();
    private final int restPort = FreePorts.next();

    /** Starts broker and store. */
    FuzzStack(Path folder) {
        this.folder = folder;
        kafka = KafkaBroker.in(folder.resolve("kafka"), 0);
        postgres = PostgresServer.in(folder.resolve("postgresql"), 0);
        kafka.start();
        postgres.start();
    }

    /** Properties of the JVM in which {@link JazzerEntry} runs. */
    List<String> properties() {
        return List.of(
                property(JazzerEntry.GRPC_PORT, Integer.toString(grpcPort)),
                property(JazzerEntry.REST, "http://127.0.0.1:" + restPort),
                property(
                        JazzerEntry.SERVER,
                        settings(
                                "grpc.port=" + grpcPort,
                                "catalog.control-plane.url=http://127.0.0.1:" + restPort,
                                "catalog.cache-dir=" + folder.resolve("catalog"))),
                property(
                        JazzerEntry.CONTROL_PLANE,
                        settings(
                                "http.port=" + restPort,
                                "store.url=" + postgres.jdbcUrl(),
                                "store.user=" + postgres.user(),
                                "store.password=" + postgres.password())));
    }

    @Override
    public void close() {
        kafka.close();
        postgres.close();
    }

    private String settings(String... own) {
        return Stream.concat(
                        Stream.of(
                                "management.port=0", "kafka.clusters.*.bootstrap.servers=" + kafka.bootstrapServers()),
                        Stream.of(own))
                .map(setting -> "--set\n" + setting + "\n")
                .reduce("", String::concat);
    }

    private static String property(String key, String value) {
        return "-D" + key + "=" + value;
    }
}
