package io.walgateway.plugin.kafka.append;

import io.walgateway.core.units.Durations;
import io.walgateway.plugin.kafka.cluster.SendFault;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
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
    private volatile BooleanSupplier unsent = () -> true;
    /** Guarded by this. */
    private boolean claimed;
    /** Guarded by this. */
    private boolean withdrawn;
    /** Guarded by this. */
    private boolean completed;

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

    /** True: the record may be given to the producer. False: it was withdrawn, and its send has failed. */
    synchronized boolean claim() {
        claimed = !withdrawn && !completed;
        return claimed;
    }

    /** The producer has not accepted the record. */
    synchronized void unclaim() {
        claimed = false;
    }

    /** @param nothingSent true as long as no batch is known to have left for the topic since now */
    void claimedBy(BooleanSupplier nothingSent) {
        unsent = nothingSent;
    }

    /** True as long as no batch is known to have left for the topic since the producer was given the record. */
    boolean isUnsent() {
        return unsent.getAsBoolean();
    }

    /** The record takes no room and goes nowhere. */
    CompletableFuture<R> refused(SendFault fault, String why) {
        return CompletableFuture.completedFuture(words.apply(new SendResult.NotStored(fault, why)));
    }

    private synchronized boolean withdraw() {
        withdrawn = !claimed;
        return withdrawn;
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

    /** Only the first outcome counts: a withdrawn record is still in its lane. */
    void complete(SendResult outcome) {
        if (isFirstOutcome()) {
            settled.run();
            result.complete(words.apply(outcome));
        }
    }

    private synchronized boolean isFirstOutcome() {
        boolean first = !completed;
        completed = true;
        record = null;
        return first;
    }

    void fail(SendFault fault, String why) {
        complete(new SendResult.NotStored(fault, why));
    }

    /**
     * Bounds the wait for a record that was not handed to the producer at once. A record that the producer does not
     * have by then is withdrawn, and certainly not written. One that it has may still be sent: its own time-out began
     * later.
     *
     * @param withdrawn the result of a withdrawn record
     */
    CompletableFuture<R> answeredWithin(Duration timeout, Supplier<SendResult> withdrawn) {
        long left = timeout.toNanos() - (System.nanoTime() - startedNanos);
        return result.copy()
                .orTimeout(Math.max(0, left), TimeUnit.NANOSECONDS)
                .handle((answer, late) -> late == null ? answer : words.apply(late(timeout, withdrawn)));
    }

    private SendResult late(Duration timeout, Supplier<SendResult> withdrawn) {
        if (!withdraw()) {
            return new SendResult.NotStored(
                    SendFault.UNCERTAIN,
                    "not acknowledged by Kafka in " + Durations.format(timeout) + ": may be written");
        }
        SendResult outcome = withdrawn.get();
        complete(outcome);
        return outcome;
    }
}
