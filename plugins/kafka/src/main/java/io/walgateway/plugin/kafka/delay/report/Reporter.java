package io.walgateway.plugin.kafka.delay.report;

import io.walgateway.core.queue.DelayedCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Keeps the counts of entries pending here, and publishes them: every few seconds while they change, else now and then.
 */
public final class Reporter implements PendingReports {
    private static final Duration CHANGED_INTERVAL = Duration.ofSeconds(2);
    private static final Duration SAME_INTERVAL = Duration.ofSeconds(30);

    private final String topic;
    private final Consumer<ProducerRecord<byte[], byte[]>> producer;
    private final Map<Integer, DelayedCounts> here = new ConcurrentHashMap<>();
    private final Map<Integer, DelayedCounts> published = new ConcurrentHashMap<>();

    /** @param producer must not block */
    public Reporter(String topic, Consumer<ProducerRecord<byte[], byte[]>> producer) {
        this.topic = topic;
        this.producer = producer;
    }

    public DelayedCounts here() {
        return here.values().stream().reduce(DelayedCounts.NONE, DelayedCounts::plus);
    }

    @Override
    public void report(int partition, DelayedCounts counts) {
        here.put(partition, counts);
        DelayedCounts last = published.get(partition);
        if (last == null || isTimeFor(counts, last)) {
            published.put(partition, counts);
            producer.accept(new Report(partition, counts).record(topic));
        }
    }

    @Override
    public void gone(int partition) {
        here.remove(partition);
        published.remove(partition);
    }

    private static boolean isTimeFor(DelayedCounts counts, DelayedCounts last) {
        Duration age = Duration.between(last.asOf(), counts.asOf());
        Duration interval = isSame(counts, last) ? SAME_INTERVAL : CHANGED_INTERVAL;
        return age.isNegative() || age.compareTo(interval) >= 0;
    }

    private static boolean isSame(DelayedCounts one, DelayedCounts other) {
        Instant asOf = Instant.EPOCH;
        return one.plus(DelayedCounts.none(asOf)).equals(other.plus(DelayedCounts.none(asOf)));
    }
}
