package io.walgateway.client.cache;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A cache that notes what it is told, fails when told to, and may hold its calls back. */
final class FakeCache implements LocalCache {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** What was called, in this order, such as {@code set k v 32 PT1M}. */
    List<String> calls() {
        return calls;
    }

    /** The next calls fail, in this order. */
    void fail(Exception... given) {
        failures.addAll(List.of(given));
    }

    /** Calls wait until the latch is open. */
    void waitFor(CountDownLatch given) {
        gate = given;
    }

    @Override
    public void set(String key, byte[] data, int flags, Duration ttl) throws Exception {
        call("set " + key + " " + new String(data, java.nio.charset.StandardCharsets.UTF_8) + " " + flags + " " + ttl);
    }

    @Override
    public void delete(String key) throws Exception {
        call("delete " + key);
    }

    @Override
    public void touch(String key, Duration ttl) throws Exception {
        call("touch " + key + " " + ttl);
    }

    private void call(String text) throws Exception {
        calls.add(text);
        gate.await();
        Exception failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }
}
