package io.walgateway.it.system;

import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.local.kafka.KafkaBroker;
import io.walgateway.local.memcached.MemcachedServer;
import io.walgateway.local.opensearch.OpenSearchServer;
import io.walgateway.local.postgres.PostgresServer;
import io.walgateway.local.sqs.ElasticMqServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The settings files of the gateway's own processes. Queues hold back for two seconds at a time, so that few tests wait long. */
record SystemSettings(
        Path directory,
        SystemPorts ports,
        KafkaBroker kafka,
        PostgresServer postgres,
        CassandraServer cassandra,
        ElasticMqServer elasticMq,
        OpenSearchServer openSearch,
        MemcachedServer memcached) {

    Path controlPlane() {
        return write("controlplane", """
                http.port: %d
                management.port: %d
                drain.in-flight: 6s
                grpc.target-hosts: "*,127.0.0.1,localhost"
                durable-storage.type: cassandra
                store: {url: "%s", user: "%s", password: "%s"}
                """.formatted(
                        ports.controlPlane(),
                        ports.controlPlaneManagement(),
                        postgres.jdbcUrl(),
                        postgres.user(),
                        postgres.password()));
    }

    Path server() {
        return write("server", """
                region: test-region
                grpc: {port: %d, message-bytes-max: 72MiB}
                limits.in-flight-bytes-max: 128MiB
                durable-storage.type: cassandra
                management.port: %d
                """.formatted(ports.grpc(), ports.serverManagement()) + catalog("server"));
    }

    Path consumer() {
        return write(
                "consumer",
                """
                management.port: %d
                durable-storage.type: cassandra
                grpc.target-hosts: "*,127.0.0.1,localhost"
                kafka.delay.state-dir: "%s"
                """.formatted(ports.consumerManagement(), directory.resolve("delays")) + catalog("consumer"));
    }

    Path keyValue() {
        return file("key-value", """
                listen.port: %d
                management.port: 0
                cassandra: {contact-points: "127.0.0.1:%d", local-datacenter: "%s", keyspace: kv}
                namespaces:
                  carts: {wal: true}
                  stock: {wal: true}
                  prices: {wal: true}
                  people: {wal: true, indices: {by-city: "value:/city", by-team: "metadata:team"}}
                storage-namespaces: "*_wal_type"
                wal: {addresses: "127.0.0.1:%d", namespace: key-value, target-address: "127.0.0.1:%d"}
                """.formatted(
                        ports.keyValue(),
                        cassandra.contactPoint().getPort(),
                        cassandra.localDatacenter(),
                        ports.grpc(),
                        ports.keyValue()));
    }

    private String catalog(String process) {
        return """
                catalog:
                  control-plane.url: http://127.0.0.1:%d
                  cache-dir: "%s"
                """.formatted(ports.controlPlane(), directory.resolve(process + "-catalog"));
    }

    private Path write(String process, String settings) {
        return file(
                process,
                settings
                        + """
                http.target-hosts: "*,127.0.0.1,localhost"
                kafka.clusters:
                  "*": {bootstrap.servers: "%1$s"}
                  large: {bootstrap.servers: "%1$s", client.max.request.size: 33554432}
                cassandra.clusters:
                  "*": {contact-points: "127.0.0.1:%2$d", local-datacenter: "%3$s"}
                kv.clusters:
                  "*": {address: "127.0.0.1:%8$d"}
                opensearch.clusters:
                  "*": {addresses: "%6$s"}
                evcache.clusters.default.zones.a: "%7$s"
                sqs.clusters:
                  "*":
                    endpoint: "%4$s"
                    access-key-id: local
                    secret-access-key: local
                    delay-max: %5$s
                    counts-after: 1s
                    fifo-long-polling: false
                """.formatted(
                                        kafka.bootstrapServers(),
                                        cassandra.contactPoint().getPort(),
                                        cassandra.localDatacenter(),
                                        elasticMq.endpoint(),
                                        System.getProperty("sqs.delay-max", "2s"),
                                        openSearch.uri(),
                                        memcached.endpoint(),
                                        ports.keyValue()));
    }

    private Path file(String process, String settings) {
        Path file = directory.resolve(process + ".yaml");
        try {
            Files.createDirectories(directory);
            return Files.writeString(file, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }
}
