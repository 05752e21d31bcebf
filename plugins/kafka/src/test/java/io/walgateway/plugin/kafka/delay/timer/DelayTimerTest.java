package io.walgateway.plugin.kafka.delay.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.plugin.kafka.delay.TimerBench;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DelayTimerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TimerBench bench = new TimerBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldAppendInTheOrderOfDueTimes() {
        bench.delay("late", SECOND.multipliedBy(30));
        bench.delay("early", SECOND.multipliedBy(10));
        bench.delay("early too", SECOND.multipliedBy(10));
        bench.at(MINUTE);
        assertThat(bench.appended()).containsExactly("early", "early too", "late");
    }

    @Test
    void shouldNeverAppendEarly() {
        bench.delay(UUID.randomUUID(), "record", TimerBench.START.plus(SECOND).plusNanos(1));
        bench.at(SECOND);
        assertThat(bench.appended()).isEmpty();
        bench.at(SECOND.plusNanos(1_000));
        assertThat(bench.appended()).containsExactly("record");
    }

    @Test
    void shouldGoByTheClockWhicheverWayItIsSet() {
        bench.delay("record", MINUTE);
        bench.at(MINUTE.minusSeconds(1));
        bench.at(Duration.ofDays(-1));
        bench.delay("earlier", SECOND);
        bench.at(Duration.ZERO);
        assertThat(bench.appended()).isEmpty();
        bench.at(Duration.ofDays(400));
        assertThat(bench.appended()).containsExactly("earlier", "record");
    }

    @Test
    void shouldKeepTenYears() {
        bench.delay("record", Duration.ofDays(3653));
        bench.at(Duration.ofDays(3652));
        assertThat(bench.appended()).isEmpty();
        bench.at(Duration.ofDays(3653));
        assertThat(bench.appended()).containsExactly("record");
    }

    @Test
    void shouldForgetAnEntryOnlyWhenTheTopicHasIt() {
        bench.delay("record", SECOND);
        bench.at(MINUTE);
        bench.tick();
        assertThat(bench.appended()).containsExactly("record");
        assertThat(bench.isEmpty()).isFalse();
        bench.answer(AppendResult.APPENDED);
        bench.tick();
        assertThat(bench.isEmpty()).isTrue();
    }

    @Test
    void shouldAppendAgainWhatTheTopicDidNotTake() {
        bench.delay("record", SECOND);
        bench.at(MINUTE);
        bench.answer(new AppendResult.Unknown("no answer"));
        IntStream.range(0, 20).forEach(_ -> bench.tick());
        assertThat(bench.appended()).containsExactly("record", "record");
        bench.answer(AppendResult.APPENDED);
        bench.tick();
        assertThat(bench.isEmpty()).isTrue();
    }

    @Test
    void shouldGoOnWithWhatIsInTheStoreAfterARestart() {
        bench.delay("in flight", SECOND);
        bench.delay("waiting", MINUTE);
        bench.at(SECOND);
        try (TimerBench next = bench.restarted()) {
            next.at(MINUTE);
            assertThat(next.appended()).containsExactly("in flight", "waiting");
            next.answer(AppendResult.APPENDED);
            next.tick();
            assertThat(next.isEmpty()).isTrue();
        }
    }

    @Test
    void shouldTakeTheSameCopyOnce() {
        UUID id = UUID.randomUUID();
        Instant due = TimerBench.START.plus(SECOND);
        bench.delay(id, "record", due);
        bench.delay(id, "record", due);
        bench.delay(id, "for another target", due);
        bench.at(MINUTE);
        assertThat(bench.appended()).containsExactly("record", "for another target");
    }

    @Test
    void shouldTakeBackAllCopiesOfAMessage() {
        UUID id = bench.delay("first copy", SECOND);
        bench.delay(id, "second copy", TimerBench.START.plus(MINUTE));
        bench.delay("another", SECOND);
        bench.cancel(id);
        bench.cancel(UUID.randomUUID());
        bench.at(MINUTE);
        assertThat(bench.appended()).containsExactly("another");
        bench.answer(AppendResult.APPENDED);
        bench.tick();
        assertThat(bench.isEmpty()).isTrue();
    }

    @Test
    void shouldForgetAllThatCameBeforeACancellationOfAll() {
        IntStream.range(0, 2_500).forEach(n -> bench.delay("before " + n, SECOND.plusMillis(n)));
        bench.put(HeldRecord.cancellingAll("queue-delay", 0));
        assertThat(bench.isEmpty()).isTrue();
        bench.delay("after", SECOND);
        bench.at(MINUTE);
        assertThat(bench.appended()).containsExactly("after");
    }

    @Test
    void shouldWaitUntilCancellationsAreReadThatWereInTime() {
        UUID id = bench.delay("record", SECOND.multipliedBy(10));
        bench.readUntil = TimerBench.START.plusSeconds(8);
        bench.at(SECOND.multipliedBy(12));
        assertThat(bench.appended()).isEmpty();
        bench.cancel(id);
        bench.delay("another", SECOND.multipliedBy(10));
        bench.readUntil = TimerBench.START.plusSeconds(9);
        bench.tick();
        assertThat(bench.appended()).containsExactly("another");
    }

    @Test
    void shouldAppendAtOnceWhatDoesNotSayWhen() {
        bench.put(new ProducerRecord<>("queue-delay", new byte[] {1}, new byte[] {'x'}));
        bench.tick();
        assertThat(bench.appended()).containsExactly("x");
    }

    @Test
    void shouldBoundWhatIsInFlight() {
        IntStream.range(0, 3_000).forEach(n -> bench.delay("record " + n, SECOND));
        IntStream.range(0, 20).forEach(_ -> bench.at(MINUTE));
        assertThat(bench.appended()).hasSize(2_000);
        IntStream.range(0, 20).forEach(_ -> {
            bench.answer(AppendResult.APPENDED);
            bench.tick();
        });
        assertThat(bench.appended()).hasSize(3_000).doesNotHaveDuplicates();
        assertThat(bench.isEmpty()).isTrue();
    }

    @Test
    void shouldSayWhatIsPendingByDueTime() {
        List.of(Duration.ofSeconds(30), Duration.ofMinutes(30), Duration.ofHours(5), Duration.ofDays(30))
                .forEach(delay -> bench.delay("record", delay));
        bench.tick();
        assertThat(counts(bench)).containsExactly(0L, 1L, 1L, 1L, 1L);
        try (TimerBench next = bench.restarted()) {
            next.delay("record", Duration.ofDays(31));
            next.tick();
            assertThat(counts(next)).containsExactly(0L, 1L, 1L, 1L, 2L);
        }
    }

    private static List<Long> counts(TimerBench bench) {
        DelayedCounts counts = Objects.requireNonNull(bench.reported.get(0));
        return List.of(counts.due(), counts.withinMinute(), counts.withinHour(), counts.withinDay(), counts.later());
    }
}
