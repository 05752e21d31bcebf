/**
 * Retries for applications whose own Kafka could not send or handle a record, {@link io.walgateway.client.kafka.WalRetry},
 * and changes of caches straight to a topic, {@link io.walgateway.client.kafka.KafkaMutationLog}. Needs {@code kafka-clients}, which the application provides.
 */
@NullMarked
package io.walgateway.client.kafka;

import org.jspecify.annotations.NullMarked;
