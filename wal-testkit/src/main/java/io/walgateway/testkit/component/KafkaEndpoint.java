package io.walgateway.testkit.component;

/**
 * A Kafka cluster that serves.
 *
 * @param bootstrapServers as clients take them
 */
public record KafkaEndpoint(String bootstrapServers) {}
