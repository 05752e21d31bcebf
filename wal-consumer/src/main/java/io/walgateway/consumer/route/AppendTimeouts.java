package io.walgateway.consumer.route;

import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.text.Reasons;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the wait for the answer to an append. A message whose answer never came would wait for ever, and with it all
 * later messages of its slice. An answer that is long overdue, or fails, therefore counts as unknown, and the append is
 * tried again.
 */
public final class AppendTimeouts {
    /** Several times the longest time that queues take to answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private AppendTimeouts() {}

    /** Completes normally, within the patience. */
    public static CompletionStage<AppendResult> bounded(CompletionStage<AppendResult> answer, Duration patience) {
        return answer.toCompletableFuture()
                .copy()
                .completeOnTimeout(
                        new AppendResult.Unknown("no answer within " + Durations.format(patience)),
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS)
                .exceptionally(failure -> new AppendResult.Unknown(Reasons.of(failure)));
    }
}
