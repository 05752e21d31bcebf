package io.walgateway.benchmarks.result;

/** Something that the gateway is to reach. */
public sealed interface Goal {

    /** A figure of its own, at least or at most so large. */
    record Absolute(Subject subject, Metric metric, Bound bound, double limit) implements Goal {}

    /** A figure as a part of a peer's, in the same round. */
    record Relative(Subject subject, Subject peer, Metric metric, Bound bound, double limit) implements Goal {}

    /** Which side of the limit is the good one. */
    enum Bound {
        AT_LEAST,
        AT_MOST
    }

    Subject subject();

    Metric metric();

    Bound bound();

    double limit();

    /** What was reached; not a number where it was not measured. */
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

    /** How far towards the limit, 1 being there: below 1 it is missed, whichever side is the good one. */
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
