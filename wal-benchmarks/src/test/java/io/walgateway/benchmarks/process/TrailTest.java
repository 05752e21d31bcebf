package io.walgateway.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.benchmarks.process.Trail.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailTest {
    private static final long TENTH = 100_000_000;

    @TempDir
    Path directory;

    @Test
    void shouldMeasureBetweenWarmUpAndEnd() {
        // Slow for a second, then 1,000 a second and 2 us of processor time each, then nothing.
        List<Sample> samples = new ArrayList<>(List.of(new Sample(0, 0, 0, 1), new Sample(TENTH, 1, 0, 1)));
        for (int tenth = 1; tenth <= 40; tenth++) {
            samples.add(new Sample((tenth + 10) * TENTH, tenth * 100L, tenth * 200L, 1));
        }
        Trail steady = new Trail(samples).steady(2, 1, 1_000_000);
        assertThat(steady.recordsPerSecond()).isEqualTo(1_000);
        assertThat(steady.cpuMicrosPerRecord()).isEqualTo(2);
        assertThat(steady.seconds()).isEqualTo(1);
    }

    @Test
    void shouldTakeAllOfItWhenItWasOverTooSoon() {
        Trail trail = new Trail(
                List.of(new Sample(0, 0, 0, 1), new Sample(TENTH, 0, 0, 1), new Sample(2 * TENTH, 500, 1_000, 1)));
        assertThat(trail.steady(1, 1, 500).recordsPerSecond()).isEqualTo(5_000);
    }

    @Test
    void shouldHaveNothingToSayBeforeTheFirstRecord() {
        assertThat(new Trail(List.of(new Sample(0, 0, 0, 1))).sinceFirstRecord().samples())
                .isEmpty();
        assertThat(Trail.read(directory.resolve("absent")).samples()).isEmpty();
    }

    @Test
    void shouldLeaveOutTheLineThatIsBeingWritten() throws IOException {
        Sample sample = new Sample(1, 2, 3, 4);
        Path file = Files.writeString(directory.resolve("trail"), sample.asLine() + "100 2");
        assertThat(Trail.read(file).samples()).containsExactly(sample);
    }
}
