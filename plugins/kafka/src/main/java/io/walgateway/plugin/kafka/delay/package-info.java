/**
 * Delays of any length on Kafka: entries wait in a delay topic's store, ordered by due time, and are appended to their
 * topic when they are due.
 */
@NullMarked
package io.walgateway.plugin.kafka.delay;

import org.jspecify.annotations.NullMarked;
