/** The ports to queues: a vendor implements them once for writer, reader and dead-letter queue. */
@NullMarked
package io.walgateway.core.queue;

import org.jspecify.annotations.NullMarked;
