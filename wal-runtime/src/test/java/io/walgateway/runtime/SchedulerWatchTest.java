package io.walgateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulerWatchTest {
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final SchedulerWatch watch = new SchedulerWatch(waiting::add, reasons::add);

    @Test
    void shouldEndAProcessWhoseThreadsStandStill() {
        ticks(SchedulerWatch.SECONDS_MAX);
        assertThat(reasons).isEmpty();
        ticks(1);
        assertThat(reasons).containsExactly("no virtual thread has run for 60 s");
        assertThat(waiting).as("started for a look").hasSize(1);
    }

    @Test
    void shouldCountAnewWhenOneHasRun() {
        for (int round = 0; round < 3; round++) {
            ticks(SchedulerWatch.SECONDS_MAX);
            waiting.removeFirst().run();
        }
        ticks(SchedulerWatch.SECONDS_MAX);
        assertThat(reasons).isEmpty();
    }

    private void ticks(int count) {
        for (int tick = 0; tick < count; tick++) {
            watch.tick();
        }
    }
}
