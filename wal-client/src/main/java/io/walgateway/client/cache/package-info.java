/**
 * The application's side of replicated caches: {@link io.walgateway.client.cache.ReplicatedCache} changes the cache of its
 * region and appends the change to a log, from which the gateway carries it to the caches of other regions or repairs the
 * cache of this one.
 */
@NullMarked
package io.walgateway.client.cache;

import org.jspecify.annotations.NullMarked;
