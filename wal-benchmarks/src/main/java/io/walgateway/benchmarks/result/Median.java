package io.walgateway.benchmarks.result;

import java.util.List;

/** The median: a single round that was disturbed by other work on the machine does not change it. */
final class Median {
    private Median() {}

    /** Not a number if there are no values. */
    static double of(List<Double> values) {
        List<Double> sorted =
                values.stream().filter(value -> !value.isNaN()).sorted().toList();
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
