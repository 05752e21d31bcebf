/** The delivery process: reads queues and delivers to targets. */
@NullMarked
package io.walgateway.consumer;

import org.jspecify.annotations.NullMarked;
