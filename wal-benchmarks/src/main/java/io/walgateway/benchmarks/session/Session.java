package io.walgateway.benchmarks.session;

import io.walgateway.benchmarks.process.Workbench;
import io.walgateway.benchmarks.result.Metric;
import io.walgateway.benchmarks.result.Results;
import io.walgateway.benchmarks.result.Subject;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The environment of a suite.
 *
 * @param only     selects the subjects that {@link #measure} measures
 * @param progress receives a line on each measurement
 */
public record Session(Workbench bench, Pace pace, Results results, Predicate<Subject> only, Consumer<String> progress) {

    /** Measures one contestant, if it is selected. A failure is recorded in the results, and the run continues. */
    public void measure(int round, Subject subject, Supplier<Map<Metric, Double>> measure) {
        if (!only.test(subject)) {
            return;
        }
        Map<Metric, Double> figures;
        try {
            figures = measure.get();
        } catch (RuntimeException e) {
            if (bench.isClosed()) {
                throw e;
            }
            results.addFailure(subject);
            tell(round, subject, "FAILED: " + e.getMessage());
            return;
        }
        add(round, subject, figures);
    }

    public void add(int round, Subject subject, Map<Metric, Double> figures) {
        results.add(subject, figures);
        tell(
                round,
                subject,
                figures.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(figure -> figure.getKey().text(figure.getValue()) + " "
                                + figure.getKey().label())
                        .collect(Collectors.joining(", ")));
    }

    private void tell(int round, Subject subject, String what) {
        progress.accept("round %d of %d  %s: %s".formatted(round, pace.rounds(), subject.text(), what));
    }
}
