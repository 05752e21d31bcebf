package io.walgateway.plugin.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record on its way to the producer, and whoever waits for its result. */
final class PendingSend {
    private final ProducerRecord<byte[], byte[]> record;
    private final CompletableFuture<SendResult> result = new CompletableFuture<>();
    private final Runnable settled;
    private final long startedNanos = System.nanoTime();

    /** @param settled called before anyone else is told */
    PendingSend(ProducerRecord<byte[], byte[]> record, Runnable settled) {
        this.record = record;
        this.settled = settled;
    }

    ProducerRecord<byte[], byte[]> record() {
        return record;
    }

    CompletableFuture<SendResult> result() {
        return result;
    }

    boolean waitedFor(Duration time) {
        return System.nanoTime() - startedNanos >= time.toNanos();
    }

    void complete(SendResult outcome) {
        settled.run();
        result.complete(outcome);
    }

    void fail(SendFault fault, String why) {
        complete(new SendResult.NotStored(fault, why));
    }

    /**
     * Handed to the producer late: its own time-out begins only now, so the answer may have to be given before the
     * producer knows one. The record may still be sent after that.
     */
    CompletableFuture<SendResult> answeredWithin(Duration timeout) {
        long left = timeout.toNanos() - (System.nanoTime() - startedNanos);
        SendResult late = new SendResult.NotStored(
                SendFault.UNCERTAIN, "no answer from Kafka within " + timeout.toMillis() + " ms");
        return result.copy().completeOnTimeout(late, Math.max(0, left), TimeUnit.NANOSECONDS);
    }
}
