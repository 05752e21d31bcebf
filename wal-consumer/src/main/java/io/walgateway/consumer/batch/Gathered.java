package io.walgateway.consumer.batch;

import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One delivery whose caller waits for its outcome. The first answer counts. */
final class Gathered {
    private final DeliveryAttempt attempt;
    private final long arrivedNanos;
    private final CompletableFuture<DeliveryOutcome> answer = new CompletableFuture<>();
    private volatile @Nullable Runnable whenLeft;

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

    boolean isOlderThan(long nanos) {
        return System.nanoTime() - arrivedNanos >= nanos;
    }

    boolean isAnswered() {
        return answer.isDone();
    }

    /** @param left runs if the caller leaves before the answer */
    void sent(Runnable left) {
        whenLeft = left;
    }

    void answer(DeliveryOutcome outcome) {
        answer.complete(outcome);
    }

    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    /** The caller waits no longer. */
    void leave(DeliveryOutcome outcome) {
        Runnable left = whenLeft;
        if (answer.complete(outcome) && left != null) {
            left.run();
        }
    }

    /**
     * Waits for the answer; empty: there was none in time.
     *
     * @throws RuntimeException the target's own, and so are errors
     */
    Optional<DeliveryOutcome> await(long nanos) throws InterruptedException {
        try {
            return Optional.of(answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
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
