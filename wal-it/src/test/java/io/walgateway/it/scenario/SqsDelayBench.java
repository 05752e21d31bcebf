package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Duration;
import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.TopicReader;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.component.Components;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * Not part of the suite: how late messages are that waited in SQS, with the delay queue's document as published.
 * docs/performance.md says how it is run, and has figures.
 */
class SqsDelayBench {
    private static final int PER_SECOND = Integer.getInteger("rate", 50);
    private static final int COUNT = PER_SECOND * Integer.getInteger("seconds", 20);
    private static final int DELAY_SECONDS = Integer.getInteger("delay", 10);
    private static final java.time.Duration PATIENCE = java.time.Duration.ofMinutes(2);

    private final WalSystem system = WalSystem.running();
    private final InstantSource clock = InstantSource.system();
    private final String name = Components.uniqueName("pds");
    private final String topic = name + "-out";
    private final ConcurrentLinkedQueue<Long> late = new ConcurrentLinkedQueue<>();

    @Test
    void shouldNeverBeEarlyAndSayHowLate() throws Exception {
        Topics.create(system, topic, 1);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system);
                TopicReader _ = TopicReader.open(system.kafka().bootstrapServers(), topic, this::arrived)) {
            operator.put(name, Files.readString(Path.of("../config/namespaces/personas/delay-queue.json")));
            gateway.awaitServed(name);
            write(gateway, PER_SECOND * 3);
            await().atMost(PATIENCE).until(() -> late.size() >= PER_SECOND * 3);
            late.clear();
            write(gateway, COUNT);
            await().atMost(PATIENCE).until(() -> late.size() >= COUNT);
        }
        List<Long> sorted = late.stream().sorted().toList();
        System.out.printf(
                "%d delays of %d s: late by p50 %d ms, p99 %d ms, at most %d ms%n",
                sorted.size(),
                DELAY_SECONDS,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 99 / 100),
                sorted.getLast());
        assertThat(sorted.getFirst()).isNotNegative();
    }

    private void write(Gateway gateway, int count) {
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begun + TimeUnit.SECONDS.toNanos(i) / PER_SECOND;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            gateway.awaitTrue(delayed(), PATIENCE);
        }
    }

    private WriteToLogRequest delayed() {
        return Gateway.request(name, "later")
                .setLifecycle(
                        Lifecycle.newBuilder().setDelay(Duration.newBuilder().setSeconds(DELAY_SECONDS)))
                .setTarget(Target.newBuilder().setKafka(KafkaTarget.newBuilder().setTopic(topic)))
                .build();
    }

    /** The delay counts from the write time. */
    private void arrived(ConsumerRecord<byte[], byte[]> record) {
        byte[] written = record.headers().lastHeader("wal-write-time").value();
        long writeTime =
                Instant.parse(new String(written, StandardCharsets.UTF_8)).toEpochMilli();
        late.add(clock.millis() - writeTime - DELAY_SECONDS * 1000L);
    }
}
