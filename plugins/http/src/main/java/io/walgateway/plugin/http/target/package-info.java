/** Deliveries: one request each, and the outcome of its answer or failure. */
@NullMarked
package io.walgateway.plugin.http.target;

import org.jspecify.annotations.NullMarked;
