package io.walgateway.testkit.component;

import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.cassandra.CassandraContainer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Components from the images of their projects. */
final class Containers implements ComponentSource {
    private static final int DYNAMO_DB_PORT = 8000;
    private static final String RECORD_BYTES_MAX = "2097152";

    private static final int SQS_PORT = 9324;
    private static final int OPEN_SEARCH_PORT = 9200;

    static boolean engineAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public Started<KafkaEndpoint> kafka() {
        KafkaContainer kafka = new KafkaContainer("apache/kafka:4.3.1")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", RECORD_BYTES_MAX)
                .withEnv("KAFKA_REPLICA_FETCH_MAX_BYTES", RECORD_BYTES_MAX)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        kafka.start();
        return started(new KafkaEndpoint(kafka.getBootstrapServers()), kafka);
    }

    @Override
    public Started<CassandraEndpoint> cassandra() {
        CassandraContainer cassandra = new CassandraContainer("cassandra:5.0.9");
        cassandra.start();
        return started(new CassandraEndpoint(cassandra.getContactPoint(), cassandra.getLocalDatacenter()), cassandra);
    }

    @Override
    public Started<DynamoDbEndpoint> dynamoDb() {
        GenericContainer<?> dynamoDb =
                new GenericContainer<>("amazon/dynamodb-local:3.3.1").withExposedPorts(DYNAMO_DB_PORT);
        dynamoDb.start();
        URI uri = URI.create("http://" + dynamoDb.getHost() + ":" + dynamoDb.getMappedPort(DYNAMO_DB_PORT));
        return started(new DynamoDbEndpoint(uri), dynamoDb);
    }

    @Override
    public Started<PostgresEndpoint> postgres() {
        PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18.6");
        postgres.start();
        return started(
                new PostgresEndpoint(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword()), postgres);
    }

    @Override
    public Started<SqsEndpoint> sqs() {
        GenericContainer<?> elasticMq =
                new GenericContainer<>("softwaremill/elasticmq-native:1.7.1").withExposedPorts(SQS_PORT);
        elasticMq.start();
        return started(
                new SqsEndpoint("http://" + elasticMq.getHost() + ":" + elasticMq.getMappedPort(SQS_PORT)), elasticMq);
    }

    @Override
    public Started<OpenSearchEndpoint> openSearch() {
        GenericContainer<?> openSearch = new GenericContainer<>("opensearchproject/opensearch:3.8.0")
                .withEnv("discovery.type", "single-node")
                .withEnv("DISABLE_SECURITY_PLUGIN", "true")
                .withEnv("DISABLE_INSTALL_DEMO_CONFIG", "true")
                .withEnv("OPENSEARCH_JAVA_OPTS", "-Xms384m -Xmx384m")
                .withExposedPorts(OPEN_SEARCH_PORT)
                .waitingFor(
                        Wait.forHttp("/_cluster/health?wait_for_status=yellow").forPort(OPEN_SEARCH_PORT));
        openSearch.start();
        URI uri = URI.create("http://" + openSearch.getHost() + ":" + openSearch.getMappedPort(OPEN_SEARCH_PORT));
        return started(new OpenSearchEndpoint(uri), openSearch);
    }

    private static <E> Started<E> started(E endpoint, GenericContainer<?> container) {
        return new Started<>(endpoint, container::stop);
    }
}
