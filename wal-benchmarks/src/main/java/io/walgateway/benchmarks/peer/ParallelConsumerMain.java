package io.walgateway.benchmarks.peer;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import io.walgateway.benchmarks.target.Meter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Confluent's parallel consumer, with as many records in flight as the gateway. Arguments: bootstrap servers, topic,
 * group, {@code KEY} or {@code UNORDERED}, milliseconds for each record, records in flight.
 */
public final class ParallelConsumerMain {
    private ParallelConsumerMain() {}

    public static void main(String[] args) throws InterruptedException {
        Meter meter = Meter.start();
        long nanos = Duration.ofMillis(Long.parseLong(args[4])).toNanos();
        var options = ParallelConsumerOptions.<byte[], byte[]>builder()
                .consumer(RecordConsumer.of(args[0], args[2]))
                .ordering(ProcessingOrder.valueOf(args[3]))
                .maxConcurrency(Integer.parseInt(args[5]))
                // It checks by reflection whether the consumer commits by itself, in a field that has moved since.
                .ignoreReflectiveAccessExceptionsForAutoCommitDisabledCheck(true)
                .build();
        var processor = ParallelStreamProcessor.createEosStreamProcessor(options);
        processor.subscribe(List.of(args[1]));
        processor.poll(_ -> {
            if (nanos > 0) {
                LockSupport.parkNanos(nanos);
            }
            meter.count();
        });
        System.out.println("parallel consumer ready: " + args[2]);
        new CountDownLatch(1).await();
    }
}
