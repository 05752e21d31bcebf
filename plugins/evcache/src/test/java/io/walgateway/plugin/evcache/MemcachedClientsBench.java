package io.walgateway.plugin.evcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.local.memcached.MemcachedServer;
import io.walgateway.plugin.evcache.connection.Zone;
import io.walgateway.plugin.evcache.meta.CacheValue;
import io.walgateway.plugin.evcache.meta.MetaCommand;
import io.walgateway.plugin.evcache.meta.Reply;
import io.walgateway.testkit.component.Components;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.spy.memcached.BinaryConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rate of acknowledged sets of 100 bytes from 64 threads to one memcached, with each of three clients. Part of no
 * build; run it by its name.
 */
class MemcachedClientsBench {
    private static final int THREADS = 64;
    private static final int SETS = 200_000;
    private static final int ROUNDS = 4;
    private static final byte[] VALUE = new byte[100];

    private static MemcachedServer server;

    private interface Call {
        void set(String key) throws Exception;
    }

    @BeforeAll
    static void start() {
        server = Components.ownMemcached(Components.ownDirectory("memcached"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void ownClient() throws Exception {
        try (EvcacheBench bench = new EvcacheBench(Map.of("clusters.default.zones.a", server.endpoint()))) {
            Zone zone = bench.cluster("default").zones().getFirst();
            CacheValue value = new CacheValue(Bytes.wrap(VALUE), 0);
            measure("own", key -> {
                Bytes bytes = Bytes.utf8(key);
                Reply reply = zone.send(bytes, MetaCommand.set(bytes, value, 0))
                        .reply()
                        .get(10, TimeUnit.SECONDS);
                assertThat(reply).isInstanceOf(Reply.Answered.class);
            });
        }
    }

    @Test
    void xmemcached() throws Exception {
        MemcachedClient client = new XMemcachedClientBuilder(List.of(server.address())).build();
        client.setOpTimeout(10_000);
        measure("xmemcached", key -> assertThat(client.set(key, 0, VALUE)).isTrue());
        client.shutdown();
    }

    @Test
    void spymemcached() throws Exception {
        net.spy.memcached.MemcachedClient client = new net.spy.memcached.MemcachedClient(
                new BinaryConnectionFactory(), List.<InetSocketAddress>of(server.address()));
        measure(
                "spymemcached",
                key -> assertThat(client.set(key, 0, VALUE).get(10, TimeUnit.SECONDS))
                        .isTrue());
        client.shutdown();
    }

    private static void measure(String name, Call call) throws InterruptedException {
        for (int round = 1; round <= ROUNDS; round++) {
            List<long[]> latencies = new CopyOnWriteArrayList<>();
            List<Thread> threads = new ArrayList<>();
            long begin = System.nanoTime();
            for (int thread = 0; thread < THREADS; thread++) {
                String prefix = name + "-" + thread + "-";
                threads.add(Thread.ofVirtual().start(() -> latencies.add(run(prefix, call))));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            long[] all =
                    latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            assertThat(all).hasSize(SETS);
            System.out.printf(
                    "%s, round %d: %,.0f sets/s, p50 %,d us, p99 %,d us%n",
                    name, round, SETS / seconds, all[SETS / 2] / 1_000, all[SETS * 99 / 100] / 1_000);
        }
    }

    private static long[] run(String prefix, Call call) {
        long[] latencies = new long[SETS / THREADS];
        for (int i = 0; i < latencies.length; i++) {
            long begin = System.nanoTime();
            try {
                call.set(prefix + i);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            latencies[i] = System.nanoTime() - begin;
        }
        return latencies;
    }
}
