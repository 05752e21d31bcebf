package io.walgateway.consumer.batch;

import io.walgateway.core.plugin.AnswerWait;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One delivery whose caller waits for its outcome. The first answer counts. */
final class Gathered {
    private final DeliveryAttempt attempt;
    private final long arrivedNanos;
    private final CompletableFuture<DeliveryOutcome> answer = new CompletableFuture<>();
    private final AtomicBoolean counted = new AtomicBoolean();
    private volatile @Nullable Runnable whenDone;

    Gathered(DeliveryAttempt attempt, long arrivedNanos) {
        this.attempt = attempt;
        this.arrivedNanos = arrivedNanos;
    }

    DeliveryAttempt attempt() {
        return attempt;
    }

    int bytes() {
        return attempt.message().payload().size();
    }

    /** How much longer it may gather; zero and less: long enough. */
    long leftOf(long gatherNanosMax) {
        return gatherNanosMax - (System.nanoTime() - arrivedNanos);
    }

    boolean isAnswered() {
        return answer.isDone();
    }

    /** @param done runs once, when it has its answer or its caller waits no longer, even if that was before */
    void sent(Runnable done) {
        whenDone = done;
        if (isAnswered()) {
            count();
        }
    }

    void answer(DeliveryOutcome outcome) {
        answer.complete(outcome);
        count();
    }

    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
        count();
    }

    /** The caller waits no longer. */
    void leave(DeliveryOutcome outcome) {
        answer.complete(outcome);
        count();
    }

    private void count() {
        Runnable done = whenDone;
        if (done != null && counted.compareAndSet(false, true)) {
            done.run();
        }
    }

    /**
     * Waits for the answer; empty: there was none in time.
     *
     * @throws RuntimeException the target's own, and so are errors
     */
    Optional<DeliveryOutcome> await(long nanos) throws InterruptedException {
        try {
            return Optional.of(AnswerWait.get(answer, Duration.ofNanos(Math.max(0, nanos))));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
