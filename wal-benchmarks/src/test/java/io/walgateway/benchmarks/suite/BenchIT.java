package io.walgateway.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Results;
import io.walgateway.benchmarks.result.Subject;
import io.walgateway.benchmarks.session.Pace;
import io.walgateway.benchmarks.session.Session;
import io.walgateway.benchmarks.suite.DeliveryScenario.Ordering;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The tool itself works: all contestants take part, and nothing is left of them. How fast they are is of no matter. */
@EnabledOnOs(OS.LINUX)
class BenchIT {
    private static final long RECORDS = 2_000;
    private static final Pace PACE = new Pace(1, 1, 0.5);

    @TempDir
    Path directory;

    @Test
    void shouldMeasureAllContestantsAndLeaveNothing() {
        Path work = directory.resolve("work");
        Results results = measure(work);
        assertThat(results.subjects())
                .extracting(Subject::contestant)
                .containsExactlyInAnyOrder(
                        "gateway",
                        "bare gateway",
                        "bare gateway, linger 0 ms",
                        "gateway",
                        "bare gateway",
                        "bare gateway, linger 0 ms",
                        "ProducerPerformance",
                        "gateway",
                        "parallel-consumer",
                        "raw poll loop");
        assertThat(results.subjects())
                .allSatisfy(subject -> assertThat(results.median(subject, Metric.RECORDS_PER_SECOND))
                        .as("%s", subject)
                        .isPositive());
        assertThat(work).doesNotExist();
        await().untilAsserted(
                        () -> assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                                .isEmpty());
    }

    private static Results measure(Path work) {
        Results results = new Results();
        Workbench workbench = Workbench.in(work);
        try (workbench) {
            workbench.start();
            Session session = new Session(workbench, PACE, results, _ -> true, System.out::println);
            new IngestSuite(List.of(new LoadShape.Unary(8), new LoadShape.Stream(1, 64))).run(session);
            new DeliverySuite(InstantSource.system(), List.of(new DeliveryScenario(Ordering.KEY, 0)), RECORDS)
                    .run(session);
        }
        workbench.remove();
        return results;
    }
}
