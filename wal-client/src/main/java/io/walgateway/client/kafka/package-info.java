/**
 * Retries for applications whose own Kafka could not send or handle a record:
 * {@link io.walgateway.client.kafka.WalRetry}. Needs {@code kafka-clients}, which the application provides.
 */
@NullMarked
package io.walgateway.client.kafka;

import org.jspecify.annotations.NullMarked;
