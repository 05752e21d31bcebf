package io.walgateway.testkit.component;

/**
 * A running Kafka cluster.
 *
 * @param bootstrapServers in the form that clients take
 */
public record KafkaEndpoint(String bootstrapServers) {}
