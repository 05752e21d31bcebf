package io.walgateway.log.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueTraits.Delays;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.Entries;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two queues, of which the second takes larger records. */
class AppendPathTest {
    private static final int SLACK = AppendTerms.AGAIN.slackBytes();

    private final DeadlineTimer timer = new DeadlineTimer();
    private final List<String> asked = new ArrayList<>();
    private AppendResult answer = AppendResult.APPENDED;
    private final AppendPath path = AppendPath.of(
            List.of(
                    new AppendPath.Place(writer("small"), Delays.BY_SERVERS, 100),
                    new AppendPath.Place(writer("large"), Delays.BY_PROCESSES, 1000)),
            new TestClock(),
            timer);

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void shouldGoOnlyToTheQueuesThatTakeIt() {
        append(100 + SLACK + 1, AppendTerms.AGAIN);
        assertThat(asked).containsExactly("large");
    }

    @Test
    void shouldHaveRoomInEachQueueForAFirstWriteAndInOneForOthers() {
        assertThat(path.bytesMax(AppendTerms.FIRST_WRITE)).isEqualTo(100);
        assertThat(path.bytesMax(AppendTerms.AGAIN)).isEqualTo(1000 + SLACK);
    }

    @Test
    void shouldGoToTheNextQueueAlsoInDoubtWhereCopiesAreNoHarm() {
        answer = new AppendResult.Unknown("late");
        append(10, AppendTerms.AGAIN);
        assertThat(asked).containsExactly("small", "large");
    }

    @Test
    void shouldBeInOneQueueAtMostWhereItsTermsSaySo() {
        answer = new AppendResult.Unknown("late");
        append(10, AppendTerms.REDRIVE);
        assertThat(asked).containsExactly("small");
    }

    @Test
    void shouldBeTooLargeOnlyWhereEachQueueSaysSo() {
        answer = new AppendResult.TooLarge(10, 9);
        assertThat(append(10, AppendTerms.AGAIN)).isEqualTo(new AppendResult.TooLarge(10, 9));
        assertThat(append(10, AppendTerms.REDRIVE)).isEqualTo(new AppendResult.TooLarge(10, 9));
        assertThat(asked).containsExactly("small", "large", "small", "large");
    }

    private AppendResult append(int bytes, AppendTerms terms) {
        return path.append(Entries.of(Bytes.EMPTY, Bytes.wrap(new byte[bytes])), terms)
                .toCompletableFuture()
                .join();
    }

    private QueueWriter writer(String name) {
        return _ -> {
            asked.add(name);
            return CompletableFuture.completedFuture(answer);
        };
    }
}
