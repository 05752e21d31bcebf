package io.walgateway.plugin.evcache.mutation;

import io.walgateway.core.message.Bytes;

/** Keys as EVCache's client forms them: the name of the cache, a colon, the application's key. */
final class CacheKey {
    static final int BYTES_MAX = 250;

    private CacheKey() {}

    /**
     * The key in memcached.
     *
     * @param cache empty text: none
     */
    static Bytes of(String cache, String key) throws UnfitMutationException {
        if (key.isEmpty()) {
            throw new UnfitMutationException("key", "empty", "the key of an entry");
        }
        if (!key.codePoints().allMatch(CacheKey::isAllowed)) {
            throw new UnfitMutationException(
                    "key", "a space or a control character", "a key without these, which EVCache and memcached refuse");
        }
        Bytes whole = Bytes.utf8(cache.isEmpty() ? key : cache + ":" + key);
        if (whole.size() > BYTES_MAX) {
            throw new UnfitMutationException(
                    "key",
                    whole.size() + " bytes" + (cache.isEmpty() ? "" : " with the name of the cache"),
                    "at most " + BYTES_MAX);
        }
        return whole;
    }

    private static boolean isAllowed(int codePoint) {
        return !Character.isWhitespace(codePoint) && !Character.isISOControl(codePoint);
    }
}
