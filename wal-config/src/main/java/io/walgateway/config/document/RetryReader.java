package io.walgateway.config.document;

import io.walgateway.config.document.node.GivenObject;
import io.walgateway.config.document.node.Values;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.List;

/** Reads the {@code retry} keys of a document or of one of its targets. */
final class RetryReader {
    static final List<String> PATHS = List.of(
            "retry/max-attempts",
            "retry/backoff.initial",
            "retry/backoff.multiplier",
            "retry/backoff.max",
            "retry/jitter");

    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration MAX = Duration.ofDays(1);

    private RetryReader() {}

    /** The policy; absent keys have the value of the fallback. */
    static RetryPolicy read(GivenObject object, RetryPolicy fallback) {
        Values values = new Values(object);
        RetryPolicy policy = new RetryPolicy(
                values.integer("retry/max-attempts", 1, Integer.MAX_VALUE).orElse(fallback.maxAttempts()),
                fallback.initial(),
                values.number("retry/backoff.multiplier", 1, 100).orElse(fallback.multiplier()),
                fallback.max(),
                values.number("retry/jitter", 0, 1).orElse(fallback.jitter()));
        Duration initial = values.duration("retry/backoff.initial", MIN, MAX).orElse(fallback.initial());
        Duration max = values.duration("retry/backoff.max", MIN, MAX).orElse(fallback.max());
        if (max.compareTo(initial) >= 0) {
            return new RetryPolicy(policy.maxAttempts(), initial, policy.multiplier(), max, policy.jitter());
        }
        noteMaxBelowInitial(object, initial, max);
        return policy;
    }

    private static void noteMaxBelowInitial(GivenObject object, Duration initial, Duration max) {
        object.get("retry/backoff.max")
                .ifPresentOrElse(
                        given -> object.problems()
                                .add(given, "at least backoff.initial, which is " + Durations.format(initial)),
                        () -> object.get("retry/backoff.initial")
                                .ifPresent(given -> object.problems()
                                        .add(given, "at most backoff.max, which is " + Durations.format(max))));
    }
}
