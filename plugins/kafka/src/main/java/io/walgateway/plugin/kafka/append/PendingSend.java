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
 * A record on its way to the producer, and whoever waits for its result.
 *
 * @param <R> the result in the words of whoever waits
 */
final class PendingSend<R> {
    private @Nullable ProducerRecord<byte[], byte[]> record;
    private final CompletableFuture<R> result = new CompletableFuture<>();
    private final Function<SendResult, R> words;
    private final Runnable settled;
    private final long startedNanos = System.nanoTime();

    /** @param settled called before anyone else is told */
    PendingSend(ProducerRecord<byte[], byte[]> record, Function<SendResult, R> words, Runnable settled) {
        this.record = record;
        this.words = words;
        this.settled = settled;
    }

    /** @throws NullPointerException when the producer has it already */
    ProducerRecord<byte[], byte[]> record() {
        return Objects.requireNonNull(record);
    }

    /** The producer has made its own copy: what waits for the answer need not keep another one alive. */
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
     * Handed to the producer late: its own time-out begins only now, so the answer may have to be given before the
     * producer knows one. The record may still be sent after that.
     */
    CompletableFuture<R> answeredWithin(Duration timeout) {
        long left = timeout.toNanos() - (System.nanoTime() - startedNanos);
        SendResult late = new SendResult.NotStored(
                SendFault.UNCERTAIN, "not acknowledged by Kafka in " + Durations.format(timeout) + ": may be written");
        return result.copy().completeOnTimeout(words.apply(late), Math.max(0, left), TimeUnit.NANOSECONDS);
    }
}
