package io.walgateway.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AnswerWaitTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(5);

    /** Every limit is watched by its one thread. */
    private final AnswerWait waits = new AnswerWait(Duration.ZERO, Duration.ofMillis(1));

    @Test
    void shouldReturnAnswersToAllThatWait() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> waiting = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                waiting.add(threads.submit(() -> waits.await(answer, LONG)));
            }
            untilWatched(100);
            answer.complete("there");
            for (Future<String> one : waiting) {
                assertThat(one.get()).isEqualTo("there");
            }
        }
        assertThat(waits.watched()).isZero();
    }

    @Test
    void shouldEndAWaitWithoutAnAnswerAndLeaveTheAnswerOpen() {
        CompletableFuture<String> answer = new CompletableFuture<>();

        assertThatThrownBy(() -> waits.await(answer, SHORT)).isInstanceOf(TimeoutException.class);
        // The second time, the watching thread was idle before.
        assertThatThrownBy(() -> waits.await(answer, SHORT)).isInstanceOf(TimeoutException.class);

        assertThat(answer).isNotDone();
        assertThat(waits.watched()).isZero();
    }

    @Test
    void shouldEndAShortWaitBesideALongOne() throws Exception {
        CompletableFuture<String> slow = new CompletableFuture<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> waiting = threads.submit(() -> waits.await(slow, LONG));
            untilWatched(1);

            assertThatThrownBy(() -> waits.await(new CompletableFuture<>(), SHORT))
                    .isInstanceOf(TimeoutException.class);

            slow.complete("late");
            assertThat(waiting.get()).isEqualTo("late");
        }
    }

    @Test
    void shouldThrowTheCauseOfAFailure() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> waiting = threads.submit(() -> assertThatThrownBy(() -> waits.await(answer, LONG))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IOException.class));
            untilWatched(1);
            answer.completeExceptionally(new IOException("away"));
            waiting.get();
        }
        assertThatThrownBy(() -> waits.await(answer, LONG))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void shouldLetAnInterruptedThreadGo() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> waiting = threads.submit(() -> waits.await(new CompletableFuture<>(), LONG));
            untilWatched(1);
            waiting.cancel(true);
        }
        assertThat(waits.watched()).isZero();
    }

    @Test
    void shouldReturnAnAnswerThatIsThereWithoutALimit() throws Exception {
        assertThat(AnswerWait.get(CompletableFuture.completedFuture(1), Duration.ZERO))
                .isEqualTo(1);
        assertThatThrownBy(() -> AnswerWait.get(new CompletableFuture<>(), Duration.ZERO))
                .isInstanceOf(TimeoutException.class);
    }

    private void untilWatched(int number) {
        while (waits.watched() < number) {
            Thread.onSpinWait();
        }
    }
}
