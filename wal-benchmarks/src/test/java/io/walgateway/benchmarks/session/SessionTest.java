package io.walgateway.benchmarks.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Results;
import io.walgateway.benchmarks.result.Subject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private static final Subject SUBJECT = new Subject("delivery", "no-op", "peer");
    private static final Map<Metric, Double> FIGURES = Map.of(Metric.RECORDS_PER_SECOND, 1.0);

    private final Results results = new Results();
    private final List<String> progress = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void shouldGoOnWhenOneFails() {
        try (Workbench bench = Workbench.in(directory)) {
            Session session = session(bench);
            session.measure(1, SUBJECT, () -> {
                throw new IllegalStateException("out of memory");
            });
            session.measure(1, SUBJECT.beside("other"), () -> FIGURES);
        }
        assertThat(results.failures(SUBJECT)).isEqualTo(1);
        assertThat(results.failures(SUBJECT.beside("other"))).isZero();
        assertThat(progress)
                .containsExactly(
                        "round 1 of 1  delivery, no-op, peer: FAILED: out of memory",
                        "round 1 of 1  delivery, no-op, other: 1 records/s");
    }

    @Test
    void shouldEndWhenItIsInterrupted() {
        Workbench bench = Workbench.in(directory);
        assertThatThrownBy(() -> session(bench).measure(1, SUBJECT, () -> {
                    bench.close();
                    throw new IllegalStateException("closed");
                }))
                .hasMessage("closed");
        assertThat(results.subjects()).isEmpty();
    }

    @Test
    void shouldMeasureOnlyWhatIsWanted() {
        try (Workbench bench = Workbench.in(directory)) {
            session(bench).measure(1, SUBJECT.beside("unwanted"), () -> FIGURES);
        }
        assertThat(results.subjects()).isEmpty();
    }

    private Session session(Workbench bench) {
        return new Session(
                bench,
                new Pace(1, 1, 0),
                results,
                subject -> !subject.contestant().equals("unwanted"),
                progress::add);
    }
}
