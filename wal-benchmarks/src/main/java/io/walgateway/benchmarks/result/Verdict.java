package io.walgateway.benchmarks.result;

import java.util.List;

/**
 * A goal and the value that was reached.
 *
 * @param value not a number if it was not measured
 */
record Verdict(Goal goal, double value) {

    static List<Verdict> on(Results results) {
        return results.goals().stream()
                .map(goal -> new Verdict(goal, goal.value(results)))
                .toList();
    }

    boolean isMeasured() {
        return !Double.isNaN(value);
    }

    boolean isMet() {
        return isMeasured() && goal.isMet(value);
    }

    String word() {
        return isMeasured() ? isMet() ? "met" : "missed" : "not measured";
    }

    String limitText() {
        String sign = switch (goal.bound()) {
            case AT_LEAST -> ">= ";
            case AT_MOST -> "<= ";
        };
        return sign + text(goal.limit());
    }

    String valueText() {
        return isMeasured() ? text(value) : "-";
    }

    private String text(double number) {
        return switch (goal) {
            case Goal.Absolute own -> own.metric().text(number);
            case Goal.Relative _ -> "%.1f %%".formatted(number * 100);
        };
    }
}
