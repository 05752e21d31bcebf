package io.walgateway.plugin.evcache.mutation;

import io.walgateway.core.message.Bytes;
import io.walgateway.plugin.evcache.meta.CacheValue;

/** One change of one entry, ready for memcached. */
public sealed interface Mutation {

    /** The key with the prefix of its cache. */
    Bytes key();

    /** Stores the value, whether or not the key has one. */
    record Set(Bytes key, CacheValue value, Expiry expiry) implements Mutation {}

    /** Stores the value where the key has none. */
    record Add(Bytes key, CacheValue value, Expiry expiry) implements Mutation {}

    /** Removes the key. */
    record Delete(Bytes key) implements Mutation {}

    /** Changes when the key expires. */
    record Touch(Bytes key, Expiry expiry) implements Mutation {}
}
