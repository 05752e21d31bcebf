package io.walgateway.testkit.component;

/** Where real components come from. */
interface ComponentSource {

    Started<KafkaEndpoint> kafka();

    Started<CassandraEndpoint> cassandra();

    Started<DynamoDbEndpoint> dynamoDb();

    Started<PostgresEndpoint> postgres();

    Started<SqsEndpoint> sqs();

    Started<OpenSearchEndpoint> openSearch();

    /** A running component, and how to stop it. */
    record Started<E>(E endpoint, Runnable stop) {}
}
