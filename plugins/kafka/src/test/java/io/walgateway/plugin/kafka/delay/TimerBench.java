package io.walgateway.plugin.kafka.delay;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.plugin.kafka.delay.report.PendingReports;
import io.walgateway.plugin.kafka.delay.timer.DelayTimer;
import io.walgateway.plugin.kafka.delay.timer.DelayTopics;
import io.walgateway.plugin.kafka.delay.timer.DelayTopology;
import io.walgateway.plugin.kafka.delay.timer.HeldRecord;
import io.walgateway.plugin.kafka.delay.timer.SourceTail;
import io.walgateway.plugin.kafka.delay.timer.TimerWiring;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.HeldQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** One timer without a broker: the test says what time it is, how far is read, and what becomes of appends. */
public final class TimerBench implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final DelayTopics TOPICS = new DelayTopics("queue");

    final HeldQueue topic = new HeldQueue();
    public final Map<Integer, DelayedCounts> reported = new HashMap<>();
    public Instant readUntil = Instant.MAX;
    Instant now = START;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> held;

    public TimerBench() {
        QueueConfig queue = new QueueConfig("held", "default", List.of("queue"), List.of(), Map.of());
        TimerWiring wiring = new TimerWiring(() -> now, topic.writer(queue), new Tail(), new Reports());
        Properties properties = new Properties();
        properties.put("application.id", TOPICS.application());
        properties.put("bootstrap.servers", "none:1");
        properties.put("state.dir", stateDirectory());
        driver = new TopologyTestDriver(DelayTopology.of(TOPICS, wiring), properties);
        held = driver.createInputTopic(TOPICS.held(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** What a process finds that comes after this one: the store, and no memory. */
    public TimerBench restarted() {
        TimerBench next = new TimerBench();
        next.now = now;
        try (var all = store().all()) {
            all.forEachRemaining(entry -> next.store().put(entry.key, entry.value));
        }
        return next;
    }

    public UUID delay(String record, Duration delay) {
        UUID id = UUID.randomUUID();
        delay(id, record, TestClock.START.plus(delay));
        return id;
    }

    public void delay(UUID id, String record, Instant due) {
        put(HeldRecord.of(new QueueEntry(id, Bytes.utf8("key"), Bytes.utf8(record), due, Set.of()), TOPICS.held()));
    }

    public void cancel(UUID id) {
        put(HeldRecord.cancelling(id, TOPICS.held(), 0));
    }

    public void put(ProducerRecord<byte[], byte[]> record) {
        held.pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), START));
    }

    /** Sets the clock, and lets the timer look at it. */
    public void at(Duration sinceStart) {
        now = START.plus(sinceStart);
        tick();
    }

    public void tick() {
        driver.advanceWallClockTime(DelayTimer.TICK);
    }

    /** Answers all that are open. */
    public void answer(AppendResult result) {
        topic.answers().forEach(answer -> answer.complete(result));
    }

    /** What the topic was given, answered or not. */
    public List<String> appended() {
        return topic.entries().stream().map(entry -> entry.record().asUtf8()).toList();
    }

    public boolean isEmpty() {
        try (var all = store().all()) {
            return !all.hasNext();
        }
    }

    @Override
    public void close() {
        driver.close();
    }

    private static String stateDirectory() {
        try {
            return Files.createTempDirectory("timer").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KeyValueStore<org.apache.kafka.common.utils.Bytes, byte[]> store() {
        return driver.getKeyValueStore(DelayTopics.STORE);
    }

    private final class Tail implements SourceTail {
        @Override
        public void askedSoon() {}

        @Override
        public Instant readUntil(int partition, long position) {
            return readUntil;
        }
    }

    private final class Reports implements PendingReports {
        @Override
        public void report(int partition, DelayedCounts counts) {
            reported.put(partition, counts);
        }

        @Override
        public void gone(int partition) {
            reported.remove(partition);
        }
    }
}
