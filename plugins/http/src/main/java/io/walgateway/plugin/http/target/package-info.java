/** Deliveries: one request each, and what its answer or its end means. */
@NullMarked
package io.walgateway.plugin.http.target;

import org.jspecify.annotations.NullMarked;
