/**
 * {@code ./wal chaos}: the whole gateway on three Kafka brokers, under load, while its processes are killed and
 * suspended and its connections cut, in an order that a seed decides; and the verdict on what writers and observers
 * saw.
 */
@NullMarked
package io.walgateway.it.chaos;

import org.jspecify.annotations.NullMarked;
