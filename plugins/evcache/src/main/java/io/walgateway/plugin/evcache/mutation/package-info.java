/** Payloads: one change of one entry of a cache. */
@NullMarked
package io.walgateway.plugin.evcache.mutation;

import org.jspecify.annotations.NullMarked;
