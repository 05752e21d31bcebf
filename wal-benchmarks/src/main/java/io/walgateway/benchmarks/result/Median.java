package io.walgateway.benchmarks.result;

import java.util.List;

/** The value in the middle: one round in which something else happened on the machine does not move it. */
final class Median {
    private Median() {}

    /** Not a number where there are no values. */
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
