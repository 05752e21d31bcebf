/** Deliveries: one call each, and the outcome of its answer or failure. */
@NullMarked
package io.walgateway.plugin.grpc.target;

import org.jspecify.annotations.NullMarked;
