/** What every plugin of a kind must do, as tests that it inherits: {@code class KafkaQueueIT extends QueueProviderContract}. */
@NullMarked
package io.walgateway.testkit.contract;

import org.jspecify.annotations.NullMarked;
