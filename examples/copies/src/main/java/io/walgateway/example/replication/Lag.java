package io.walgateway.example.replication;

import java.util.List;
import java.util.Locale;

/**
 * How long writes took on one link.
 *
 * @param millis sorted; of those that have arrived
 */
record Lag(List<Double> millis) {
    Lag {
        millis = millis.stream().sorted().toList();
    }

    boolean isEmpty() {
        return millis.isEmpty();
    }

    /** The lag that this share of the writes does not exceed; NaN if there are none. */
    double quantile(double share) {
        return isEmpty()
                ? Double.NaN
                : millis.get(Math.clamp((long) Math.ceil(share * millis.size()) - 1, 0, millis.size() - 1));
    }

    String text() {
        return isEmpty()
                ? "p50      - ms p99      - ms"
                : String.format(Locale.ROOT, "p50 %6.1f ms p99 %6.1f ms", quantile(0.5), quantile(0.99));
    }
}
