package io.walgateway.plugin.cassandra.cluster;

import io.walgateway.core.plugin.AnswerWait;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * The end of a delivery's time.
 *
 * @param nanoTime as {@link System#nanoTime} counts
 */
public record Deadline(long nanoTime) {

    public static Deadline at(Instant instant, InstantSource clock) {
        return new Deadline(
                System.nanoTime() + Duration.between(clock.instant(), instant).toNanos());
    }

    /** The time left, at least 1 ms, because not every caller of it accepts less. */
    Duration left() {
        return Duration.ofNanos(Math.max(nanoTime - System.nanoTime(), 1_000_000));
    }

    public <T> T await(CompletionStage<T> stage) throws InterruptedException, ExecutionException, TimeoutException {
        return AnswerWait.get(stage.toCompletableFuture(), left());
    }
}
