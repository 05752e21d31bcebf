package io.walgateway.client.cache;

import java.time.Duration;

/**
 * The application's own cache client, in a few lines. Each method changes one entry and returns when the cache has
 * acknowledged the change; it throws if the cache did not, or may not have. An acknowledgement by fewer zones than the
 * application needs counts as a failure.
 *
 * <p>Methods are called on virtual threads and may block; changes of different keys come at the same time, those of one
 * key one after the other. A call that takes longer than {@link CacheSettings#localTimeout} is interrupted, and has
 * failed.
 */
public interface LocalCache {

    /**
     * Stores a value, whether or not the key has one.
     *
     * @param key   without the name of the cache
     * @param data  the bytes as readers of the cache expect them, which must not be changed
     * @param flags the flags that tell readers the type of the value
     * @param ttl   in whole seconds; zero: for ever
     */
    void set(String key, byte[] data, int flags, Duration ttl) throws Exception;

    /** Removes an entry. To find none is a success. */
    void delete(String key) throws Exception;

    /**
     * Changes when an entry expires. To find none is a success.
     *
     * @param ttl in whole seconds; zero: for ever
     */
    void touch(String key, Duration ttl) throws Exception;
}
