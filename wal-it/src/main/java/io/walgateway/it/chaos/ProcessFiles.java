package io.walgateway.it.chaos;

import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.local.port.FreePorts;
import io.walgateway.local.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes the settings files of the gateway's own processes. */
record ProcessFiles(Path directory, int controlPlanePort, Optional<CassandraServer> cassandra) {
    /**
     * Longer than any fault keeps a server from learning of a document; short, so that targets are forgotten within a
     * run.
     */
    private static final String LEFT_TARGETS_KEPT = "30s";

    Path controlPlane(PostgresServer postgres, String kafka) {
        return write("controlplane", kafka, """
                http.port: %d
                management.port: %d
                drain.keep: %s
                store: {url: "%s", user: "%s", password: "%s"}
                """.formatted(
                        controlPlanePort,
                        FreePorts.next(),
                        LEFT_TARGETS_KEPT,
                        postgres.jdbcUrl(),
                        postgres.user(),
                        postgres.password()));
    }

    Path server(String name, int port, String kafka) {
        return write(name, kafka, "grpc.port: %d%n".formatted(port) + common(name));
    }

    Path consumer(String name, String kafka, int sqsPort) {
        // Messages that an earlier run's consumers held back must not come out in this run.
        String delays = "kafka.delay.state-dir: \"%s\"%n".formatted(directory.resolve(name + "-delays"));
        String sqs = """
                sqs.clusters:
                  "*":
                    endpoint: http://127.0.0.1:%d
                    access-key-id: local
                    secret-access-key: local
                    counts-after: 1s
                    fifo-long-polling: false
                """.formatted(sqsPort);
        return write(name, kafka, delays + sqs + common(name));
    }

    private String common(String name) {
        return """
                management.port: %d
                catalog:
                  control-plane.url: http://127.0.0.1:%d
                  cache-dir: "%s"
                """.formatted(FreePorts.next(), controlPlanePort, directory.resolve(name + "-catalog"));
    }

    private Path write(String name, String kafka, String settings) {
        Path file = directory.resolve(name + ".yaml");
        String clusters = """
                kafka.clusters:
                  "*": {bootstrap.servers: "%s"}
                """.formatted(kafka);
        try {
            Files.createDirectories(directory);
            return Files.writeString(file, settings + clusters + storage());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }

    private String storage() {
        return cassandra
                .map(server -> """
                        cassandra.clusters:
                          "*": {contact-points: "127.0.0.1:%d", local-datacenter: "%s"}
                        """.formatted(server.contactPoint().getPort(), server.localDatacenter()))
                .orElse("");
    }
}
