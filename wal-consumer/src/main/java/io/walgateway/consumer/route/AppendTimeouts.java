package io.walgateway.consumer.route;

import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.text.Reasons;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Answers to appends that a message waits for. A message whose answer never came would wait for ever, and with it all
 * behind it in its slice; so an answer that is long overdue, or fails, counts as unknown, and the append is tried again.
 */
public final class AppendTimeouts {
    /** Several times what queues take to answer at the most. */
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
