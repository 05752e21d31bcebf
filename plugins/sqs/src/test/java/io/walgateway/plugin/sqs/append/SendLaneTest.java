package io.walgateway.plugin.sqs.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.queue.QueueEntry;
import io.walgateway.plugin.sqs.cluster.SendFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendLaneTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final List<List<PendingSend>> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();

    @Test
    void shouldSendAtOnceWhenNothingIsUnderWayAndGatherMeanwhile() {
        SendLane lane = lane(1, TIMEOUT);
        lane.send(send("first"));
        await().until(() -> requests.size() == 1);
        sendEach(lane, 25);
        assertThat(requests).hasSize(1);
        answers.add(true);
        await().until(() -> requests.size() == 2);
        answers.add(true);
        answers.add(true);
        answers.add(true);
        await().until(() -> requests.size() == 4);
        assertThat(requests).extracting(List::size).containsExactly(1, 10, 10, 5);
        assertThat(requests.stream().flatMap(List::stream).skip(1).map(PendingSend::body))
                .containsExactlyElementsOf(
                        IntStream.range(0, 25).mapToObj(Integer::toString).toList());
    }

    @Test
    void shouldSendFullRequestsBesideThoseUnderWayWhereOrderDoesNotMatter() {
        SendLane lane = lane(3, TIMEOUT);
        lane.send(send("first"));
        await().until(() -> requests.size() == 1);
        sendEach(lane, 35);
        await().until(() -> requests.size() == 3);
        assertThat(requests).extracting(List::size).containsExactly(1, 10, 10);
        IntStream.range(0, 6).forEach(_ -> answers.add(true));
    }

    @Test
    void shouldKeepEachRequestWithinItsBytes() {
        SendLane lane = lane(1, TIMEOUT);
        lane.send(send("first"));
        await().until(() -> requests.size() == 1);
        IntStream.range(0, 3).forEach(_ -> lane.send(send("x".repeat(400_000))));
        IntStream.range(0, 3).forEach(_ -> answers.add(true));
        await().until(() -> requests.size() == 3);
        assertThat(requests).extracting(List::size).containsExactly(1, 2, 1);
    }

    @Test
    void shouldBeCertainOfWhatWaitedInVain() {
        SendLane lane = lane(1, Duration.ofMillis(300));
        lane.send(send("first"));
        await().until(() -> requests.size() == 1);
        PendingSend late = send("late");
        lane.send(late);
        long inVain = System.nanoTime() + Duration.ofMillis(300).toNanos();
        await().until(() -> System.nanoTime() - inVain > 0);
        answers.add(true);
        assertThat(late.result())
                .succeedsWithin(TIMEOUT)
                .isInstanceOfSatisfying(
                        SendResult.NotStored.class,
                        result -> assertThat(result.fault()).isEqualTo(SendFault.UNREACHABLE));
        assertThat(requests).hasSize(1);
    }

    private SendLane lane(int requestsMax, Duration timeout) {
        return new SendLane(
                requestsMax,
                timeout,
                (batch, _) -> {
                    requests.add(batch);
                    try {
                        answers.take();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                () -> {});
    }

    private static void sendEach(SendLane lane, int count) {
        IntStream.range(0, count).forEach(i -> lane.send(send(Integer.toString(i))));
    }

    private static PendingSend send(String body) {
        return PendingSend.of(body, Map.of(), Optional.empty(), QueueEntry.AT_ONCE);
    }
}
