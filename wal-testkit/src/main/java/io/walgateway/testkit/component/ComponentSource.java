package io.walgateway.testkit.component;

/** Where real components come from. */
interface ComponentSource {

    Started<KafkaEndpoint> kafka();

    Started<CassandraEndpoint> cassandra();

    Started<DynamoDbEndpoint> dynamoDb();

    Started<PostgresEndpoint> postgres();

    Started<SqsEndpoint> sqs();

    /** A component that serves, and how it is stopped. */
    record Started<E>(E endpoint, Runnable stop) {}
}
