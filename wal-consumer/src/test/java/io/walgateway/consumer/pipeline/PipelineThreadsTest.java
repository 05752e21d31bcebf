package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.testkit.fake.TestClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineThreadsTest {
    private final TestClock clock = new TestClock();
    private final PipelineThreads threads =
            new PipelineThreads(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(30));
    private final PipelineThreads.Activity atStart = now("polling");

    private PipelineThreads.Activity now(String doing) {
        return new PipelineThreads.Activity(doing, clock.instant());
    }

    @Test
    void shouldFirstTellOfAPollThatHangsAndThenAskForARestart() {
        assertThat(threads.look(atStart, atStart, clock.instant())).isEmpty();
        for (int second = 1; second <= 60; second++) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(threads.look(atStart, now("silent"), clock.instant())).isEmpty();
        }
        for (int second = 61; second <= 90; second++) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(threads.look(atStart, now("silent"), clock.instant()))
                    .get()
                    .satisfies(overdue -> {
                        assertThat(overdue.stuck()).isFalse();
                        assertThat(overdue.text())
                                .isEqualTo("the polling thread has been polling since " + TestClock.START);
                    });
        }
        clock.advance(Duration.ofSeconds(1));
        assertThat(threads.look(atStart, now("silent"), clock.instant()))
                .get()
                .returns(true, PipelineThreads.Overdue::stuck);
    }

    @Test
    void shouldNoticeACoreThatIsSilent() {
        assertThat(threads.look(atStart, atStart, clock.instant())).isEmpty();
        for (int second = 1; second <= 10; second++) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(threads.look(now("polling"), atStart, clock.instant())).isEmpty();
        }
        clock.advance(Duration.ofSeconds(1));
        assertThat(threads.look(now("polling"), atStart, clock.instant()))
                .get()
                .returns("core", PipelineThreads.Overdue::thread);
    }

    @Test
    void shouldBlameNoThreadForTimeInWhichTheProcessWasSuspended() {
        assertThat(threads.look(atStart, atStart, clock.instant())).isEmpty();
        clock.advance(Duration.ofHours(1));
        assertThat(threads.look(atStart, atStart, clock.instant())).isEqualTo(Optional.empty());
    }
}
