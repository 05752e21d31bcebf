package io.walgateway.plugin.kafka.append;

import io.walgateway.core.units.Durations;
import io.walgateway.plugin.kafka.cluster.SendFault;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to the producer, and the future result of its send.
 *
 * @param <R> the caller's type of the result
 */
final class PendingSend<R> {
    private @Nullable ProducerRecord<byte[], byte[]> record;
    private final CompletableFuture<R> result = new CompletableFuture<>();
    private final Function<SendResult, R> words;
    private final Runnable settled;
    private final long startedNanos = System.nanoTime();

    /** @param settled called before the result is completed */
    PendingSend(ProducerRecord<byte[], byte[]> record, Function<SendResult, R> words, Runnable settled) {
        this.record = record;
        this.words = words;
        this.settled = settled;
    }

    /** @throws NullPointerException when the producer already has the record */
    ProducerRecord<byte[], byte[]> record() {
        return Objects.requireNonNull(record);
    }

    /** Drops the record: the producer has copied it, and a second copy need not stay alive until the answer. */
    void handedOver() {
        record = null;
    }

    CompletableFuture<R> result() {
        return result;
    }

    boolean waitedFor(Duration time) {
        return System.nanoTime() - startedNanos >= time.toNanos();
    }

    void complete(SendResult outcome) {
        settled.run();
        result.complete(words.apply(outcome));
    }

    void fail(SendFault fault, String why) {
        complete(new SendResult.NotStored(fault, why));
    }

    /**
     * Bounds the wait for a record that was handed to the producer late. The producer's own time-out begins only then,
     * so the answer may be due before the producer has one. The record may still be sent after that.
     */
    CompletableFuture<R> answeredWithin(Duration timeout) {
        long left = timeout.toNanos() - (System.nanoTime() - startedNanos);
        SendResult late = new SendResult.NotStored(
                SendFault.UNCERTAIN, "not acknowledged by Kafka in " + Durations.format(timeout) + ": may be written");
        return result.copy().completeOnTimeout(words.apply(late), Math.max(0, left), TimeUnit.NANOSECONDS);
    }
}
