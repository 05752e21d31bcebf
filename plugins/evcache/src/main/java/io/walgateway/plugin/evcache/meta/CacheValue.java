package io.walgateway.plugin.evcache.meta;

import io.walgateway.core.message.Bytes;

/**
 * A value as memcached holds it.
 *
 * @param flags 32 bits without a sign, by which clients know how to read the bytes
 */
public record CacheValue(Bytes data, long flags) {
    private static final long FLAGS_MAX = 0xffff_ffffL;

    public CacheValue {
        if (flags < 0 || flags > FLAGS_MAX) {
            throw new IllegalArgumentException("flags: " + flags + " (expected: 0 to " + FLAGS_MAX + ")");
        }
    }
}
