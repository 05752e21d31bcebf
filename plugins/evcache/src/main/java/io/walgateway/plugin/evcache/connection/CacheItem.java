package io.walgateway.plugin.evcache.connection;

import io.walgateway.plugin.evcache.meta.CacheValue;
import java.time.Duration;
import java.util.Optional;

/**
 * An entry as it was read.
 *
 * @param left how long it had left then, in whole seconds; empty: it does not expire
 */
public record CacheItem(CacheValue value, Optional<Duration> left) {}
