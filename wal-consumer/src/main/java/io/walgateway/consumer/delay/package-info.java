/** The timers of queues that delay messages. */
@NullMarked
package io.walgateway.consumer.delay;

import org.jspecify.annotations.NullMarked;
