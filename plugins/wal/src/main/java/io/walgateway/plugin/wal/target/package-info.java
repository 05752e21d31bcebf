/** Deliveries: the write of each message, and the outcome of its answer. */
@NullMarked
package io.walgateway.plugin.wal.target;

import org.jspecify.annotations.NullMarked;
