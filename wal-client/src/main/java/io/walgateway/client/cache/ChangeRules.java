package io.walgateway.client.cache;

import com.google.protobuf.ByteString;
import io.walgateway.proto.v1.CacheMutation;
import io.walgateway.proto.v1.CacheOperation;
import io.walgateway.proto.v1.StoredValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Makes changes, and refuses those that no cache can carry out: the rules of EVCache and memcached, like those of the
 * gateway's {@code evcache} targets, so that a change that was accepted here is not dead-lettered there.
 *
 * @param cache the name of the cache, with which its keys begin; empty text: none
 */
record ChangeRules(String cache, InstantSource clock) {
    private static final int KEY_BYTES_MAX = 250;
    /** memcached reads times as 32-bit numbers with a sign. */
    private static final Instant EXPIRY_MAX = Instant.ofEpochSecond(Integer.MAX_VALUE);

    CacheMutation set(String key, byte[] data, int flags, Duration ttl) {
        return of(CacheOperation.CACHE_OPERATION_SET, key)
                .setStored(StoredValue.newBuilder()
                        .setData(ByteString.copyFrom(data))
                        .setFlags(flags))
                .setTtlSeconds(seconds(ttl))
                .build();
    }

    CacheMutation delete(String key) {
        return of(CacheOperation.CACHE_OPERATION_DELETE, key).build();
    }

    CacheMutation touch(String key, Duration ttl) {
        return of(CacheOperation.CACHE_OPERATION_TOUCH, key)
                .setTtlSeconds(seconds(ttl))
                .build();
    }

    private CacheMutation.Builder of(CacheOperation operation, String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key: empty (expected: the key of an entry)");
        }
        if (!key.codePoints().allMatch(ChangeRules::isAllowed)) {
            throw new IllegalArgumentException("key: a space or a control character (expected: a key without these,"
                    + " which EVCache and memcached refuse)");
        }
        int bytes = (cache.isEmpty() ? key : cache + ":" + key).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > KEY_BYTES_MAX) {
            throw new IllegalArgumentException("key: " + bytes + " bytes"
                    + (cache.isEmpty() ? "" : " with the name of the cache") + " (expected: at most " + KEY_BYTES_MAX
                    + ")");
        }
        return CacheMutation.newBuilder().setOperation(operation).setKey(key);
    }

    private static boolean isAllowed(int codePoint) {
        return !Character.isWhitespace(codePoint) && !Character.isISOControl(codePoint);
    }

    private long seconds(Duration ttl) {
        if (ttl.isNegative() || !ttl.equals(ttl.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("ttl: " + ttl + " (expected: whole seconds, >= 0; 0 is for ever)");
        }
        if (ttl.compareTo(Duration.between(clock.instant(), EXPIRY_MAX)) > 0) {
            throw new IllegalArgumentException(
                    "ttl: " + ttl + " (expected: an expiry until " + EXPIRY_MAX + ", or 0 for none)");
        }
        return ttl.toSeconds();
    }
}
