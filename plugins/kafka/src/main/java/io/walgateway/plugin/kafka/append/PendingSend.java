package io.walgateway.plugin.kafka.append;

import io.walgateway.core.units.Durations;
import io.walgateway.plugin.kafka.cluster.SendFault;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
        claimed = !withdrawn;
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
        return first;
    }

    void fail(SendFault fault, String why) {
        complete(new SendResult.NotStored(fault, why));
    }

    /**
     * Bounds the wait for a record that was not handed to the producer at once. A record that the producer does not have by
     * then is withdrawn, and certainly not written. One that it has may still be sent: its own time-out began later.
     *
     * @param cluster for people
     */
    CompletableFuture<R> answeredWithin(Duration timeout, String cluster) {
        long left = timeout.toNanos() - (System.nanoTime() - startedNanos);
        CompletableFuture<R> answer = result.copy();
        CompletableFuture.delayedExecutor(Math.max(0, left), TimeUnit.NANOSECONDS, Runnable::run)
                .execute(() -> late(answer, timeout, cluster));
        return answer;
    }

    private void late(CompletableFuture<R> answer, Duration timeout, String cluster) {
        if (answer.isDone()) {
            return;
        }
        String in = Durations.format(timeout);
        if (withdraw()) {
            fail(SendFault.UNREACHABLE, "no broker of " + cluster + " answered in " + in + ": certainly not written");
        } else {
            answer.complete(words.apply(new SendResult.NotStored(
                    SendFault.UNCERTAIN, "not acknowledged by Kafka in " + in + ": may be written")));
        }
    }
}
