package io.walgateway.testkit.component;

import io.walgateway.local.cassandra.CassandraServer;
import io.walgateway.local.dynamodb.DynamoDbLocal;
import io.walgateway.local.kafka.KafkaBroker;
import io.walgateway.local.nginx.NginxServer;
import io.walgateway.local.postgres.PostgresServer;
import io.walgateway.local.sqs.ElasticMqServer;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The real components for tests.
 *
 * <p>Those without {@code own} are shared by all tests of a JVM: started when first asked for, stopped when the JVM ends.
 * Tests stay out of each other's way by {@link #uniqueName names of their own}, and never stop them. They come from
 * containers where an engine answers, else they are local processes; the environment variable
 * {@code WAL_TEST_COMPONENTS=containers|processes} forces either.
 *
 * <p>{@code own...} components are for tests that kill them: always local processes, serving when they are returned, to be
 * closed by the test. What they keep stays in the directory.
 */
public final class Components {
    /** Beneath the module that is tested. */
    private static final Path ROOT = Path.of("target", "components");

    private static final SharedComponent<KafkaEndpoint> KAFKA = shared(() -> source().kafka());
    private static final SharedComponent<CassandraEndpoint> CASSANDRA = shared(() -> source().cassandra());
    private static final SharedComponent<DynamoDbEndpoint> DYNAMO_DB = shared(() -> source().dynamoDb());
    private static final SharedComponent<PostgresEndpoint> POSTGRES = shared(() -> source().postgres());
    private static final SharedComponent<SqsEndpoint> SQS = shared(() -> source().sqs());

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

    /** The program is the system's own. */
    public static NginxServer ownNginx(Path directory) {
        NginxServer server = NginxServer.in(directory);
        server.start();
        return server;
    }

    /** The same with TLS; the directory holds the certificates that {@link NginxServer#withTls} asks for. */
    public static NginxServer ownNginxWithTls(Path directory) {
        NginxServer server = NginxServer.withTls(directory);
        server.start();
        return server;
    }

    /** A directory beneath {@code target} that nobody else has, for components of one's own. */
    public static Path ownDirectory(String name) {
        return ROOT.resolve(uniqueName(name));
    }

    /**
     * This name and a random part, joined by {@code _}: fit for a topic, a keyspace, a table, a schema or a namespace, if
     * it is 36 lower-case characters long at the most.
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
