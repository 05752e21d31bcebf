/**
 * The behaviour of each kind of plugin, as tests that a plugin's test inherits:
 * {@code class KafkaQueueIT extends QueueProviderContract}.
 */
@NullMarked
package io.walgateway.testkit.contract;

import org.jspecify.annotations.NullMarked;
