/** Deliveries by the gateway's targets beside the same by bare clients, in turn, in one process. */
@NullMarked
package io.walgateway.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
