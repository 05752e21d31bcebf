package io.walgateway.benchmarks.result;

/** A goal of the gateway. */
public sealed interface Goal {

    /** A bound for one of the gateway's own figures. */
    record Absolute(Subject subject, Metric metric, Bound bound, double limit) implements Goal {}

    /** A bound for the ratio of a figure to a peer's figure in the same round. */
    record Relative(Subject subject, Subject peer, Metric metric, Bound bound, double limit) implements Goal {}

    /** On which side of the limit the goal is met. */
    enum Bound {
        AT_LEAST,
        AT_MOST
    }

    Subject subject();

    Metric metric();

    Bound bound();

    double limit();

    /** The value that was reached; not a number if it was not measured. */
    default double value(Results results) {
        return switch (this) {
            case Absolute own -> results.median(own.subject, own.metric);
            case Relative pair -> results.medianRatio(pair.subject, pair.peer, pair.metric);
        };
    }

    default boolean isMet(double value) {
        return switch (bound()) {
            case AT_LEAST -> value >= limit();
            case AT_MOST -> value <= limit();
        };
    }

    /**
     * The value in proportion to the limit: 1 is the limit itself, and below 1 the goal is missed, for either bound.
     */
    default double reached(double value) {
        return switch (bound()) {
            case AT_LEAST -> value / limit();
            case AT_MOST -> limit() / value;
        };
    }

    default String text() {
        String what = subject().suite() + ", " + subject().scenario() + ": "
                + subject().contestant();
        return switch (this) {
            case Absolute own -> what + ", " + own.metric.label();
            case Relative pair -> what + " / " + pair.peer.contestant() + ", " + pair.metric.label();
        };
    }
}
