package io.walgateway.benchmarks.peer;

import io.walgateway.benchmarks.target.Meter;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The least that a consumer can do: poll, count, commit once a second. It delivers nothing and keeps no order but that
 * of its polls. Arguments: bootstrap servers, topic, group.
 */
public final class RawConsumerMain {
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    private RawConsumerMain() {}

    public static void main(String[] args) {
        Meter meter = Meter.start();
        try (KafkaConsumer<byte[], byte[]> consumer = RecordConsumer.of(args[0], args[2])) {
            consumer.subscribe(List.of(args[1]));
            System.out.println("raw consumer ready: " + args[2]);
            long committed = System.nanoTime();
            while (true) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
                records.forEach(_ -> meter.count());
                if (System.nanoTime() - committed > COMMIT_INTERVAL.toNanos()) {
                    consumer.commitAsync();
                    committed = System.nanoTime();
                }
            }
        }
    }
}
