/**
 * Retry for applications whose own Kafka did not do what it was asked to: {@link io.walgateway.client.kafka.WalRetry}. Needs
 * {@code kafka-clients}, which the application brings.
 */
@NullMarked
package io.walgateway.client.kafka;

import org.jspecify.annotations.NullMarked;
