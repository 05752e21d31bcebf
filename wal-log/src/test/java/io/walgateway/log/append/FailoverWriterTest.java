package io.walgateway.log.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.Entries;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailoverWriterTest {
    private static final AppendResult NO = new AppendResult.NotAppended("no");
    private static final AppendResult MAYBE = new AppendResult.Unknown("maybe");

    private final TestClock clock = new TestClock();
    private final DeadlineTimer timer = new DeadlineTimer();
    private final Scripted first = new Scripted();
    private final Scripted second = new Scripted();
    private final QueueWriter both = FailoverWriter.of(List.of(first, second), clock, timer);

    /** Answers as the test says, at once or later. */
    private static final class Scripted implements QueueWriter {
        private final List<CompletableFuture<AppendResult>> asked = new CopyOnWriteArrayList<>();
        private final List<AppendResult> ready = new ArrayList<>();

        Scripted answering(AppendResult result) {
            ready.add(result);
            return this;
        }

        @Override
        public CompletionStage<AppendResult> append(QueueEntry entry) {
            CompletableFuture<AppendResult> answer = ready.isEmpty()
                    ? new CompletableFuture<>()
                    : CompletableFuture.completedFuture(ready.removeFirst());
            asked.add(answer);
            return answer;
        }
    }

    @AfterEach
    void close() {
        timer.close();
    }

    private CompletableFuture<AppendResult> append() {
        return both.append(Entries.of(Bytes.EMPTY, Bytes.utf8("record"))).toCompletableFuture();
    }

    @Test
    void shouldLeaveTheSecondAloneWhileTheFirstIsThere() {
        first.answering(AppendResult.APPENDED);
        assertThat(append()).isCompletedWithValue(AppendResult.APPENDED);
        assertThat(second.asked).isEmpty();
    }

    @Test
    void shouldBeTheWriterItselfWhereThereIsOne() {
        assertThat(FailoverWriter.of(List.of(first), clock, timer)).isSameAs(first);
    }

    @Test
    void shouldTakeOverFromAQueueThatRefuses() {
        first.answering(NO);
        second.answering(AppendResult.APPENDED);
        assertThat(append()).isCompletedWithValue(AppendResult.APPENDED);
    }

    @Test
    void shouldTakeOverFromAQueueThatDoesNotKnow() {
        first.answering(MAYBE);
        second.answering(AppendResult.APPENDED);
        assertThat(append()).isCompletedWithValue(AppendResult.APPENDED);
    }

    @Test
    void shouldTakeOverFromAQueueThatIsSilent() {
        second.answering(AppendResult.APPENDED);
        CompletableFuture<AppendResult> answer = append();
        assertThat(answer).isNotDone();
        await().untilAsserted(() -> assertThat(answer).isCompletedWithValue(AppendResult.APPENDED));
    }

    @Test
    void shouldSayFalseOnlyWhenEachIsCertain() {
        first.answering(NO);
        second.answering(NO);
        assertThat(append()).isCompletedWithValue(new AppendResult.NotAppended("no; no"));
    }

    @Test
    void shouldAnswerThoughAWriterThrows() {
        QueueWriter broken = FailoverWriter.of(
                List.of(first, entry -> {
                    throw new IllegalStateException("broken");
                }),
                clock,
                timer);
        first.answering(NO);
        assertThat(broken.append(Entries.of(Bytes.EMPTY, Bytes.EMPTY))
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(AppendResult.Unknown.class);
    }

    @Test
    void shouldNotKnowWhenOneDoesNot() {
        first.answering(MAYBE);
        second.answering(NO);
        assertThat(append()).isCompletedWithValue(new AppendResult.Unknown("maybe; no"));
    }

    @Test
    void shouldNotSayFalseWhileASilentOneMayStillTakeIt() {
        second.answering(NO);
        CompletableFuture<AppendResult> answer = append();
        await().until(() -> !second.asked.isEmpty());
        assertThat(answer).isNotDone();
        first.asked.getFirst().complete(MAYBE);
        assertThat(answer).isCompletedWithValue(new AppendResult.Unknown("no; maybe"));
    }

    @Test
    void shouldGoToTheSecondAtOnceWhileTheFirstIsAway() {
        first.answering(NO);
        second.answering(AppendResult.APPENDED).answering(AppendResult.APPENDED);
        append();
        assertThat(append()).isCompletedWithValue(AppendResult.APPENDED);
        assertThat(first.asked).hasSize(1);
    }

    @Test
    void shouldTryWithOneAppendWhetherTheFirstIsBack() {
        first.answering(NO);
        second.answering(AppendResult.APPENDED).answering(AppendResult.APPENDED);
        append();
        clock.advance(CircuitBreaker.PROBE_INTERVAL);
        append();
        append();
        assertThat(first.asked).hasSize(2);
        first.asked.getLast().complete(AppendResult.APPENDED);
        append();
        assertThat(first.asked).hasSize(3);
    }

    @Test
    void shouldTryThoseThatAreAwayRatherThanNone() {
        first.answering(NO).answering(AppendResult.APPENDED);
        second.answering(NO);
        append();
        assertThat(append()).isCompletedWithValue(AppendResult.APPENDED);
    }
}
