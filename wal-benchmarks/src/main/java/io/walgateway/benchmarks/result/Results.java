package io.walgateway.benchmarks.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The figures of all rounds, in order of arrival. Confined to one thread. */
public final class Results {
    private final Map<Subject, Map<Metric, List<Double>>> figures = new LinkedHashMap<>();
    private final Map<Subject, Integer> failures = new LinkedHashMap<>();
    private final List<Goal> goals = new ArrayList<>();

    /** Adds one round's figures. */
    public void add(Subject subject, Map<Metric, Double> round) {
        Map<Metric, List<Double>> all = figures.computeIfAbsent(subject, _ -> new EnumMap<>(Metric.class));
        round.forEach((metric, value) ->
                all.computeIfAbsent(metric, _ -> new ArrayList<>()).add(value));
    }

    /**
     * Adds a round in which the subject failed: it has no figures, but keeps the subject's other rounds aligned with
     * those of its peers.
     */
    public void addFailure(Subject subject) {
        failures.merge(subject, 1, Integer::sum);
        Map<Metric, Double> none = new EnumMap<>(Metric.class);
        List.of(Metric.values()).forEach(metric -> none.put(metric, Double.NaN));
        add(subject, none);
    }

    /** The number of rounds in which the subject failed. */
    public int failures(Subject subject) {
        return failures.getOrDefault(subject, 0);
    }

    /** Adds a goal to check the figures against. */
    public void expect(Goal goal) {
        if (!goals.contains(goal)) {
            goals.add(goal);
        }
    }

    public List<Goal> goals() {
        return List.copyOf(goals);
    }

    public Set<Subject> subjects() {
        return Collections.unmodifiableSet(figures.keySet());
    }

    /** The metrics for which the subject has a figure. */
    public Set<Metric> metrics(Subject subject) {
        Set<Metric> metrics = EnumSet.noneOf(Metric.class);
        figures.getOrDefault(subject, Map.of()).forEach((metric, rounds) -> {
            if (rounds.stream().anyMatch(value -> !value.isNaN())) {
                metrics.add(metric);
            }
        });
        return metrics;
    }

    /** One value for each round, not a number if the subject failed; empty if the metric was not measured. */
    public List<Double> rounds(Subject subject, Metric metric) {
        return List.copyOf(figures.getOrDefault(subject, Map.of()).getOrDefault(metric, List.of()));
    }

    public double median(Subject subject, Metric metric) {
        return Median.of(rounds(subject, metric));
    }

    /**
     * The median of the ratios of each round. A disturbance that slows a whole round slows both, and leaves their
     * ratio.
     */
    public double medianRatio(Subject subject, Subject peer, Metric metric) {
        List<Double> ours = rounds(subject, metric);
        List<Double> theirs = rounds(peer, metric);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(ours.size(), theirs.size()); round++) {
            ratios.add(ours.get(round) / theirs.get(round));
        }
        return Median.of(ratios);
    }
}
