package io.walgateway.testkit.component;

import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.local.dynamodb.DynamoDbLocal;
import io.walgateway.local.kafka.KafkaBroker;
import io.walgateway.local.memcached.MemcachedServer;
import io.walgateway.local.nginx.NginxServer;
import io.walgateway.local.node.NodeGrpcServer;
import io.walgateway.local.opensearch.OpenSearchServer;
import io.walgateway.local.postgres.PostgresServer;
import io.walgateway.local.sqs.ElasticMqServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The real components for tests.
 *
 * <p>Components without {@code own} are shared by all tests of a JVM: started when first requested, stopped when the
 * JVM ends. Tests stay out of each other's way by using {@link #uniqueName unique names}, and never stop shared
 * components. They run in containers if an engine answers, and otherwise as local processes; the environment variable
 * {@code WAL_TEST_COMPONENTS=containers|processes} forces either.
 *
 * <p>{@code own...} components are for tests that kill them. They are always local processes, serve when they are
 * returned, and have to be closed by the test. Their data stays in the directory.
 */
public final class Components {
    /** Relative to the module under test. */
    private static final Path ROOT = Path.of("target", "components");

    private static final SharedComponent<KafkaEndpoint> KAFKA = shared(() -> source().kafka());
    private static final SharedComponent<CassandraEndpoint> CASSANDRA = shared(() -> source().cassandra());
    private static final SharedComponent<DynamoDbEndpoint> DYNAMO_DB = shared(() -> source().dynamoDb());
    private static final SharedComponent<PostgresEndpoint> POSTGRES = shared(() -> source().postgres());
    private static final SharedComponent<SqsEndpoint> SQS = shared(() -> source().sqs());
    private static final SharedComponent<OpenSearchEndpoint> OPEN_SEARCH = shared(() -> source().openSearch());

    private Components() {}

    public static KafkaEndpoint kafka() {
        return KAFKA.endpoint();
    }

    public static CassandraEndpoint cassandra() {
        return CASSANDRA.endpoint();
    }

    public static DynamoDbEndpoint dynamoDb() {
        return DYNAMO_DB.endpoint();
    }

    /** All tests share its one database. */
    public static PostgresEndpoint postgres() {
        return POSTGRES.endpoint();
    }

    /** ElasticMQ. */
    public static SqsEndpoint sqs() {
        return SQS.endpoint();
    }

    /** A cluster of one node; indexes are made by the tests. */
    public static OpenSearchEndpoint openSearch() {
        return OPEN_SEARCH.endpoint();
    }

    public static KafkaBroker ownKafka(Path directory) {
        KafkaBroker broker = KafkaBroker.in(directory, 0);
        broker.start();
        return broker;
    }

    public static CassandraServer ownCassandra(Path directory) {
        CassandraServer server = CassandraServer.in(directory, 0);
        server.start();
        return server;
    }

    public static DynamoDbLocal ownDynamoDb(Path directory) {
        DynamoDbLocal server = DynamoDbLocal.in(directory, 0);
        server.start();
        return server;
    }

    public static PostgresServer ownPostgres(Path directory) {
        PostgresServer server = PostgresServer.in(directory, 0);
        server.start();
        return server;
    }

    public static ElasticMqServer ownSqs(Path directory) {
        ElasticMqServer server = ElasticMqServer.in(directory, 0);
        server.start();
        return server;
    }

    public static OpenSearchServer ownOpenSearch(Path directory) {
        OpenSearchServer server = OpenSearchServer.in(directory, 0);
        server.start();
        return server;
    }

    /** The nginx program is the system's own. */
    public static NginxServer ownNginx(Path directory) {
        NginxServer server = NginxServer.in(directory);
        server.start();
        return server;
    }

    /** An nginx with TLS; the directory holds the certificates that {@link NginxServer#withTls} asks for. */
    public static NginxServer ownNginxWithTls(Path directory) {
        NginxServer server = NginxServer.withTls(directory);
        server.start();
        return server;
    }

    /** A gRPC server of the test's own that is written for Node; node and npm are the system's own. */
    public static NodeGrpcServer ownNodeGrpcServer(Path program, Path directory, Map<String, String> environment) {
        NodeGrpcServer server = NodeGrpcServer.of(program, directory, environment);
        server.start();
        return server;
    }

    /** The memcached program is the system's own. */
    public static MemcachedServer ownMemcached(Path directory) {
        MemcachedServer server = MemcachedServer.in(directory);
        server.start();
        return server;
    }

    /** A unique directory beneath {@code target}, for components of the test's own. */
    public static Path ownDirectory(String name) {
        return ROOT.resolve(uniqueName(name));
    }

    /**
     * This name and a random part, joined by {@code _}. Valid for a topic, a keyspace, a table, a schema or a namespace
     * if the name is in lower case and at most 36 characters long.
     */
    public static String uniqueName(String base) {
        return base + "_" + Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 16, 36);
    }

    private static <E> SharedComponent<E> shared(Supplier<ComponentSource.Started<E>> starter) {
        return new SharedComponent<>(starter);
    }

    private static ComponentSource source() {
        return switch (ComponentChoice.of(System.getenv(ComponentChoice.VARIABLE), Containers::engineAnswers)) {
            case CONTAINERS -> new Containers();
            case PROCESSES -> new Processes(ROOT);
        };
    }
}
