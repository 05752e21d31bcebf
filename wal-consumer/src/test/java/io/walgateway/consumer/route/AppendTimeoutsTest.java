package io.walgateway.consumer.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.queue.AppendResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AppendTimeoutsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void shouldGiveTheAnswerThatComes() {
        CompletableFuture<AppendResult> answer = new CompletableFuture<>();
        CompletableFuture<AppendResult> bounded =
                AppendTimeouts.bounded(answer, LONG).toCompletableFuture();
        assertThat(bounded).isNotDone();
        answer.complete(AppendResult.APPENDED);
        assertThat(bounded).isCompletedWithValue(AppendResult.APPENDED);
    }

    @Test
    void shouldNotWaitForEverForWhatNeverComes() {
        assertThat(AppendTimeouts.bounded(new CompletableFuture<>(), Duration.ofMillis(1)))
                .succeedsWithin(LONG)
                .isInstanceOf(AppendResult.Unknown.class);
    }

    @Test
    void shouldTakeAFailureAsUnknown() {
        assertThat(AppendTimeouts.bounded(CompletableFuture.failedFuture(new IllegalStateException("closed")), LONG))
                .succeedsWithin(LONG)
                .isInstanceOf(AppendResult.Unknown.class);
    }
}
