package io.walgateway.benchmarks.suite;

import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Results;
import io.walgateway.benchmarks.result.Subject;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a suite works with.
 *
 * @param progress is told what has just been measured
 */
public record Session(Workbench bench, Pace pace, Results results, Consumer<String> progress) {

    void add(int round, Subject subject, Map<Metric, Double> figures) {
        results.add(subject, figures);
        progress.accept("round %d of %d  %s, %s, %s: %s"
                .formatted(
                        round,
                        pace.rounds(),
                        subject.suite(),
                        subject.scenario(),
                        subject.contestant(),
                        figures.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(figure -> figure.getKey().text(figure.getValue()) + " "
                                        + figure.getKey().label())
                                .collect(Collectors.joining(", "))));
    }
}
