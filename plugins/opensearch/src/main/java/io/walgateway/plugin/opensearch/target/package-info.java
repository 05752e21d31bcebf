/** Deliveries: bulk requests, and the outcomes of their answers. */
@NullMarked
package io.walgateway.plugin.opensearch.target;

import org.jspecify.annotations.NullMarked;
