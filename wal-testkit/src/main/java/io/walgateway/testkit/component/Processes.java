package io.walgateway.testkit.component;

import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.local.dynamodb.DynamoDbLocal;
import io.walgateway.local.kafka.KafkaBroker;
import io.walgateway.local.opensearch.OpenSearchServer;
import io.walgateway.local.postgres.PostgresServer;
import io.walgateway.local.process.LocalComponent;
import io.walgateway.local.sqs.ElasticMqServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Components as processes of this machine, each with its own directory, which is deleted when the component is stopped.
 */
final class Processes implements ComponentSource {
    private final Path root;

    Processes(Path root) {
        this.root = root;
    }

    @Override
    public Started<KafkaEndpoint> kafka() {
        Path directory = directory("kafka");
        KafkaBroker broker = KafkaBroker.in(directory, 0);
        broker.start();
        return started(new KafkaEndpoint(broker.bootstrapServers()), broker, directory);
    }

    @Override
    public Started<CassandraEndpoint> cassandra() {
        Path directory = directory("cassandra");
        CassandraServer server = CassandraServer.in(directory, 0);
        server.start();
        return started(new CassandraEndpoint(server.contactPoint(), server.localDatacenter()), server, directory);
    }

    @Override
    public Started<DynamoDbEndpoint> dynamoDb() {
        Path directory = directory("dynamodb");
        DynamoDbLocal server = DynamoDbLocal.inMemory(directory);
        server.start();
        return started(new DynamoDbEndpoint(server.endpoint()), server, directory);
    }

    @Override
    public Started<PostgresEndpoint> postgres() {
        Path directory = directory("postgresql");
        PostgresServer server = PostgresServer.in(directory, 0);
        server.start();
        return started(new PostgresEndpoint(server.jdbcUrl(), server.user(), server.password()), server, directory);
    }

    @Override
    public Started<SqsEndpoint> sqs() {
        Path directory = directory("elasticmq");
        ElasticMqServer server = ElasticMqServer.in(directory, 0);
        server.start();
        return started(new SqsEndpoint(server.endpoint().toString()), server, directory);
    }

    @Override
    public Started<OpenSearchEndpoint> openSearch() {
        Path directory = directory("opensearch");
        OpenSearchServer server = OpenSearchServer.in(directory, 0);
        server.start();
        return started(new OpenSearchEndpoint(server.uri()), server, directory);
    }

    private Path directory(String name) {
        return root.resolve(name + "-" + ProcessHandle.current().pid());
    }

    private static <E> Started<E> started(E endpoint, LocalComponent component, Path directory) {
        return new Started<>(endpoint, () -> {
            component.stop();
            delete(directory);
        });
    }

    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " could not be deleted", e);
        }
    }
}
