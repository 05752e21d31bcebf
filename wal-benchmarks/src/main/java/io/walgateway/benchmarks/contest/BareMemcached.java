package io.walgateway.benchmarks.contest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.spy.memcached.BinaryConnectionFactory;
import net.spy.memcached.MemcachedClient;

/** Spymemcached, the client on which EVCache's is built: acknowledged sets, awaited by a virtual thread each. */
final class BareMemcached implements Contestant {
    private static final int SECONDS_MAX = 60;

    private final MemcachedClient client;
    private final byte[] value = Payloads.NOTE.getBytes(StandardCharsets.UTF_8);

    BareMemcached(InetSocketAddress server) {
        try {
            client = new MemcachedClient(new BinaryConnectionFactory(), List.of(server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Loop loop(int atOnce, Count count) {
        return new ThreadedLoop(atOnce, count, this::set);
    }

    private void set(long number) throws Exception {
        if (!client.set(Payloads.key(number), 0, value).get(SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new IllegalStateException("not stored");
        }
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
