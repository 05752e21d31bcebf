/** Kafka, as queue and as target. */
@NullMarked
package io.walgateway.plugin.kafka;

import org.jspecify.annotations.NullMarked;
