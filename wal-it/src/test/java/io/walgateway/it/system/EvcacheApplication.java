package io.walgateway.it.system;

import com.netflix.config.ConfigurationManager;
import com.netflix.evcache.EVCache;
import com.netflix.evcache.EVCacheException;
import com.netflix.evcache.EVCacheLatch;
import com.netflix.evcache.EVCacheTranscoder;
import com.netflix.evcache.connection.ConnectionFactoryBuilder;
import com.netflix.evcache.pool.EVCacheClientPoolManager;
import com.netflix.evcache.pool.SimpleNodeListProvider;
import io.walgateway.client.cache.ChangeReceipt;
import io.walgateway.client.cache.LocalCache;
import io.walgateway.client.cache.ReplicatedCache;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.spy.memcached.CachedData;
import net.spy.memcached.transcoders.Transcoder;

/** An application of a region that has EVCache's own client. */
public final class EvcacheApplication implements LocalCache {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EVCacheTranscoder transcoder = new EVCacheTranscoder();
    private final EVCache cache;

    /** Stores what the transcoder has made. */
    private static final class Encoded implements Transcoder<CachedData> {
        @Override
        public boolean asyncDecode(CachedData data) {
            return false;
        }

        @Override
        public CachedData encode(CachedData data) {
            return data;
        }

        @Override
        public CachedData decode(CachedData data) {
            return data;
        }

        @Override
        public int getMaxSize() {
            return CachedData.MAX_SIZE;
        }
    }

    private EvcacheApplication(EVCache cache) {
        this.cache = cache;
    }

    /** Must be known to {@link #pools} first. */
    public static EvcacheApplication of(String name) {
        return new EvcacheApplication(new EVCache.Builder()
                .setAppName(name.toUpperCase(Locale.ROOT))
                .setCachePrefix(CacheRegion.CACHE)
                .build());
    }

    /** Names an application's only node; before its pools are made. */
    public static void nodes(String name, String node) {
        String app = name.toUpperCase(Locale.ROOT);
        set("evcache.use.simple.node.list.provider", "true");
        set("default.read.timeout", "20000");
        set(app + ".EVCacheClientPool.readTimeout", "20000");
        set(app + "-NODES", "a=" + node);
    }

    /** The connections of all applications of this process; the caller shuts them down. */
    public static EVCacheClientPoolManager pools() {
        return new EVCacheClientPoolManager(new ConnectionFactoryBuilder(), new SimpleNodeListProvider());
    }

    /** Stores any object as EVCache's client does, in the cache and in the log. */
    public CompletionStage<ChangeReceipt> set(ReplicatedCache replicated, String key, Object value, Duration ttl)
            throws InterruptedException {
        CachedData encoded = transcoder.encode(value);
        return replicated.set(key, encoded.getData(), encoded.getFlags(), ttl);
    }

    /** The value that EVCache's client reads; null: none. */
    public Object get(String key) {
        try {
            return cache.get(key);
        } catch (EVCacheException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void set(String key, byte[] data, int flags, Duration ttl) throws Exception {
        acknowledged(cache.set(
                key,
                new CachedData(flags, data, CachedData.MAX_SIZE),
                new Encoded(),
                (int) ttl.toSeconds(),
                EVCacheLatch.Policy.ALL));
    }

    @Override
    public void delete(String key) throws Exception {
        // A key that is not there counts as a failure of its latch.
        answered(cache.delete(key, EVCacheLatch.Policy.ALL));
    }

    @Override
    public void touch(String key, Duration ttl) throws Exception {
        answered(cache.touch(key, (int) ttl.toSeconds(), EVCacheLatch.Policy.ALL));
    }

    private static void acknowledged(EVCacheLatch latch) throws Exception {
        answered(latch);
        if (latch.getFailureCount() > 0) {
            throw new IOException(latch.getFailureCount() + " nodes did not take it (expected: 0)");
        }
    }

    private static void answered(EVCacheLatch latch) throws Exception {
        if (!latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("no answer in " + PATIENCE);
        }
    }

    private static void set(String name, String value) {
        ConfigurationManager.getConfigInstance().setProperty(name, value);
    }
}
