package io.walgateway.client;

import io.walgateway.client.WriteReceipt.NotDurable;
import io.walgateway.client.WriteReceipt.Unknown;
import io.walgateway.proto.v1.WriteToLogRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/** One write and its tries, which run one at a time. Times are those of {@code System.nanoTime}. */
final class PendingWrite {
    private final WriteToLogRequest request;
    private final long deadline;
    private final CompletableFuture<WriteReceipt> receipt = new CompletableFuture<>();

    // Guarded by this.
    private int tries;
    private long begun;
    private boolean inDoubt;
    private String why = "it was not tried";

    /** @param write a write with a token */
    PendingWrite(Write write, Duration patience) {
        this.request = write.request();
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    WriteToLogRequest request() {
        return request;
    }

    String token() {
        return request.getIdempotencyToken();
    }

    long bytes() {
        return request.getSerializedSize();
    }

    CompletableFuture<WriteReceipt> receipt() {
        return receipt;
    }

    Duration left() {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    boolean isOverdue() {
        return deadline - System.nanoTime() <= 0;
    }

    /** Notes that a try begins. */
    synchronized void begin() {
        tries++;
        begun = System.nanoTime();
    }

    /** How long the latest try has lasted. */
    synchronized Duration tried() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** The wait before the next try; empty: there is none, and {@link #settle} is due. */
    synchronized Optional<Duration> pause(Answer answer, WriteRetries retries) {
        return switch (answer) {
            case Answer.Final _ -> Optional.empty();
            case Answer.Again(Duration atLeast, boolean doubtful, WriteReceipt now) -> {
                inDoubt |= doubtful;
                why = why(now);
                Duration drawn = retries.pause(tries, ThreadLocalRandom.current());
                Duration pause = drawn.compareTo(atLeast) >= 0 ? drawn : atLeast.plus(drawn);
                yield tries < retries.triesMax() && pause.compareTo(left()) < 0 ? Optional.of(pause) : Optional.empty();
            }
        };
    }

    /** Completes the receipt after the last answer; callbacks on the receipt run on this thread. */
    void settle(Answer answer) {
        receipt.complete(
                switch (answer) {
                    case Answer.Final(WriteReceipt.Durable durable) -> durable;
                    case Answer.Final(WriteReceipt other) -> unlessInDoubt(other);
                    case Answer.Again(Duration _, boolean _, WriteReceipt other) -> unlessInDoubt(other);
                });
    }

    /** Completes the receipt when no other answer is awaited. */
    void giveUp(String reason) {
        receipt.complete(unlessInDoubt(new NotDurable(reason)));
    }

    private synchronized WriteReceipt unlessInDoubt(WriteReceipt other) {
        return inDoubt && !(other instanceof Unknown) ? new Unknown(token(), "an earlier try: " + why) : other;
    }

    private static String why(WriteReceipt receipt) {
        return switch (receipt) {
            case WriteReceipt.Durable _ -> "";
            case NotDurable(String text) -> text;
            case Unknown(String _, String text) -> text;
            case WriteReceipt.Refused refused -> refused.why();
        };
    }
}
