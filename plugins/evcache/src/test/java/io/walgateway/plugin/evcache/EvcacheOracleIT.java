package io.walgateway.plugin.evcache;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.netflix.config.ConfigurationManager;
import com.netflix.evcache.EVCache;
import com.netflix.evcache.EVCacheLatch;
import com.netflix.evcache.connection.ConnectionFactoryBuilder;
import com.netflix.evcache.pool.EVCacheClient;
import com.netflix.evcache.pool.EVCacheClientPoolManager;
import com.netflix.evcache.pool.SimpleNodeListProvider;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.local.memcached.MemcachedServer;
import io.walgateway.plugin.evcache.connection.CacheItem;
import io.walgateway.proto.v1.CacheMutation;
import io.walgateway.proto.v1.CacheOperation;
import io.walgateway.proto.v1.StoredValue;
import io.walgateway.testkit.component.Components;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EVCache's own client reads what the target wrote, and the other way round, in two zones of two nodes. */
class EvcacheOracleIT {
    private static final String APP = "WALTEST";
    private static final String CACHE = "shop";
    private static final int KEYS = 400;

    private static final List<MemcachedServer> SERVERS = new ArrayList<>();
    private static EvcacheBench bench;
    private static EVCacheClientPoolManager pools;
    private static EVCache oracle;

    @BeforeAll
    static void start() {
        for (int i = 0; i < 4; i++) {
            SERVERS.add(Components.ownMemcached(Components.ownDirectory("memcached")));
        }
        String a = EvcacheBench.nodes(SERVERS.get(0), SERVERS.get(1));
        String b = EvcacheBench.nodes(SERVERS.get(2), SERVERS.get(3));
        bench = new EvcacheBench(Map.of(
                "clusters.default.zones.a",
                a,
                "clusters.default.zones.b",
                b,
                "clusters.a.zones.a",
                a,
                "clusters.b.zones.b",
                b,
                "clusters.n1.zones.a",
                SERVERS.get(0).endpoint(),
                "clusters.n2.zones.a",
                SERVERS.get(1).endpoint(),
                "clusters.n3.zones.b",
                SERVERS.get(2).endpoint(),
                "clusters.n4.zones.b",
                SERVERS.get(3).endpoint()));
        Map.of(
                        "evcache.use.simple.node.list.provider",
                        "true",
                        "default.read.timeout",
                        "60000",
                        APP + ".EVCacheClientPool.readTimeout",
                        "60000",
                        APP + "-NODES",
                        "a=" + a + ";b=" + b)
                .forEach(
                        (key, value) -> ConfigurationManager.getConfigInstance().setProperty(key, value));
        pools = new EVCacheClientPoolManager(new ConnectionFactoryBuilder(), new SimpleNodeListProvider());
        oracle = new EVCache.Builder().setAppName(APP).setCachePrefix(CACHE).build();
    }

    @AfterAll
    static void stop() {
        bench.close();
        pools.shutdown();
        SERVERS.forEach(MemcachedServer::close);
    }

    static Stream<CacheMutation.Builder> values() {
        byte[] noise = new byte[1 << 20];
        new Random(36).nextBytes(noise);
        return Stream.of(
                EvcacheBench.set("text").setText("h\u00e9llo \ud83d\ude00"),
                EvcacheBench.set("empty-text").setText(""),
                EvcacheBench.set("long-text").setText("all work and no play ".repeat(100)),
                EvcacheBench.set("json").setText("{\"a\": \"" + "b".repeat(500) + "\"}"),
                EvcacheBench.set("bytes").setBytes(ByteString.copyFrom(new byte[] {0, 1, -1})),
                EvcacheBench.set("no-bytes").setBytes(ByteString.EMPTY),
                EvcacheBench.set("compressed").setBytes(ByteString.copyFrom(new byte[100_000])),
                EvcacheBench.set("mebibyte").setBytes(ByteString.copyFrom(noise)),
                EvcacheBench.set("k".repeat(245)).setText("a key of 250 characters"),
                EvcacheBench.set("zero").setInteger(0),
                EvcacheBench.set("one").setInteger(1),
                EvcacheBench.set("many").setInteger(1L << 40),
                EvcacheBench.set("negative").setInteger(-1),
                EvcacheBench.set("least").setInteger(Long.MIN_VALUE));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldBeReadByEachZoneOfEvcache(CacheMutation.Builder mutation) throws Exception {
        assertThat(bench.deliver(mutation, "cache", CACHE)).isEqualTo(DeliveryOutcome.DELIVERED);
        for (EVCacheClient zone : zonesOfOracle()) {
            assertThat(comparable(read(zone, mutation.getKey()))).isEqualTo(comparable(expected(mutation)));
        }
    }

    @Test
    void shouldFindEachKeyOnTheSameNodeAsEvcache() throws Exception {
        Set<String> used = new HashSet<>();
        for (int i = 0; i < KEYS; i++) {
            String key = "place-" + i;
            assertThat(bench.deliver(EvcacheBench.set(key).setText(key), "cache", CACHE))
                    .isEqualTo(DeliveryOutcome.DELIVERED);
            for (EVCacheClient zone : zonesOfOracle()) {
                assertThat(read(zone, key)).isEqualTo(key);
            }
            List<String> holders = Stream.of("n1", "n2", "n3", "n4")
                    .filter(node -> EvcacheBench.read(bench.cluster(node), CACHE + ":" + key)
                            .isPresent())
                    .toList();
            assertThat(holders).hasSize(2);
            used.addAll(holders);
        }
        assertThat(used).hasSize(4);
    }

    @Test
    void shouldPassOnUnchangedWhatEvcacheWrote() throws Exception {
        List<Object> written =
                List.of("text", "t".repeat(1_000), new byte[] {1, 2}, 42L, true, new ArrayList<>(List.of(1)));
        for (int i = 0; i < written.size(); i++) {
            oracle.set("origin-" + i, written.get(i), 3_600, EVCacheLatch.Policy.ALL)
                    .await(EvcacheBench.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            CacheItem item = bench.get(CACHE + ":origin-" + i).orElseThrow();
            assertThat(item.left())
                    .hasValueSatisfying(
                            left -> assertThat(left).isBetween(Duration.ofMinutes(50), Duration.ofHours(1)));
            CacheMutation.Builder copy = EvcacheBench.set("copy-" + i)
                    .setStored(StoredValue.newBuilder()
                            .setData(ByteString.copyFrom(item.value().data().asBuffer()))
                            .setFlags((int) item.value().flags()));
            assertThat(bench.deliver(copy, "cache", CACHE)).isEqualTo(DeliveryOutcome.DELIVERED);
            for (EVCacheClient zone : zonesOfOracle()) {
                assertThat(comparable(read(zone, "copy-" + i))).isEqualTo(comparable(written.get(i)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void shouldDeleteTouchAndAddInEachZone(String zone) {
        String key = "changes-in-" + zone;
        assertThat(bench.deliver(EvcacheBench.of(CacheOperation.CACHE_OPERATION_TOUCH, key)
                        .setTtlSeconds(60)))
                .isInstanceOf(DeliveryOutcome.Skipped.class);
        assertThat(bench.deliver(
                        EvcacheBench.of(CacheOperation.CACHE_OPERATION_ADD, key).setText("one")))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(bench.deliver(
                        EvcacheBench.of(CacheOperation.CACHE_OPERATION_ADD, key).setText("two")))
                .isInstanceOf(DeliveryOutcome.Skipped.class);
        assertThat(item(zone, key).orElseThrow().left()).isEmpty();
        assertThat(item(zone, key).orElseThrow().value().data().asUtf8()).isEqualTo("one");
        assertThat(bench.deliver(EvcacheBench.of(CacheOperation.CACHE_OPERATION_TOUCH, key)
                        .setTtlSeconds(86_400)))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(item(zone, key).orElseThrow().left()).isPresent();
        assertThat(bench.deliver(EvcacheBench.of(CacheOperation.CACHE_OPERATION_DELETE, key)))
                .isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(item(zone, key)).isEmpty();
        assertThat(bench.deliver(EvcacheBench.of(CacheOperation.CACHE_OPERATION_DELETE, key)))
                .isEqualTo(DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldExpireByTheWriteTimeBeyondThirtyDaysToo() {
        bench.deliver(EvcacheBench.set("month")
                .setText("x")
                .setTtlSeconds(Duration.ofDays(40).toSeconds()));
        assertThat(bench.get("month").orElseThrow().left())
                .hasValueSatisfying(left -> assertThat(left).isBetween(Duration.ofDays(39), Duration.ofDays(41)));
    }

    @Test
    void shouldRejectWhatIsLargerThanAnItemOfTheNodes() {
        byte[] noise = new byte[MemcachedServer.ITEM_BYTES_MAX + 1];
        new Random(1).nextBytes(noise);
        assertThat(bench.deliver(EvcacheBench.set("huge").setBytes(ByteString.copyFrom(noise))))
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Rejected.class,
                        rejected -> assertThat(rejected.why()).contains("object too large for cache"));
        assertThat(bench.deliver(EvcacheBench.set("huge").setText("small"))).isEqualTo(DeliveryOutcome.DELIVERED);
    }

    private static Optional<CacheItem> item(String zone, String key) {
        return EvcacheBench.read(bench.cluster(zone), key);
    }

    private static EVCacheClient[] zonesOfOracle() {
        EVCacheClient[] zones = pools.getEVCacheClientPool(APP).getEVCacheClientForWrite();
        assertThat(zones).hasSize(2);
        return zones;
    }

    private static Object read(EVCacheClient zone, String key) throws Exception {
        return zone.<Object>get(CACHE + ":" + key, null, true, false);
    }

    private static Object expected(CacheMutation.Builder mutation) {
        return switch (mutation.getValueCase()) {
            case TEXT -> mutation.getText();
            case BYTES -> mutation.getBytes().toByteArray();
            case INTEGER -> mutation.getInteger();
            case STORED, VALUE_NOT_SET -> throw new AssertionError("Expected a plain value");
        };
    }

    private static Object comparable(Object value) {
        return value instanceof byte[] bytes ? ByteString.copyFrom(bytes) : value;
    }
}
