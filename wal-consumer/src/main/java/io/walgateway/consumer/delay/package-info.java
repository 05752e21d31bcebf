/** The timers of queues that hold back. */
@NullMarked
package io.walgateway.consumer.delay;

import org.jspecify.annotations.NullMarked;
