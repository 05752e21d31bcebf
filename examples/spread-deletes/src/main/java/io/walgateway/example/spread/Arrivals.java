package io.walgateway.example.spread;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts arrivals in the target topic by the second, each delete once. Reads on a thread of its own until closed. */
final class Arrivals implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int SECONDS_MAX = 24 * 3600;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int expected;
    private final CountDownLatch all = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean open = true;

    // Everything below is guarded by this.
    private final BitSet seen = new BitSet();
    private final int[] perSecond = new int[SECONDS_MAX];
    private long begin = System.nanoTime();
    private int arrived;

    /** Reads records that arrive in the topic from now on. */
    Arrivals(String servers, String topic, int expected) {
        this.expected = expected;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = Thread.ofPlatform().daemon().name("arrivals").start(this::run);
    }

    /** Called when the first delete is written. */
    synchronized void begin() {
        begin = System.nanoTime();
    }

    synchronized int count() {
        return arrived;
    }

    synchronized Curve curve(Duration burst, Duration spread) {
        return Curve.of(perSecond, burst, spread);
    }

    /** Waits until all have arrived; false: some are missing. */
    boolean awaitAll(Duration atMost) throws InterruptedException {
        return all.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        while (open) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                add(Integer.parseInt(new String(record.key(), StandardCharsets.UTF_8)));
            }
        }
        consumer.close();
    }

    private synchronized void add(int delete) {
        int second = (int) Math.min(
                SECONDS_MAX - 1, Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        if (!seen.get(delete)) {
            seen.set(delete);
            perSecond[second]++;
            arrived++;
        }
        if (arrived == expected) {
            all.countDown();
        }
    }

    @Override
    public void close() {
        open = false;
        try {
            var _ = thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
