package io.walgateway.example.replication;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param lags    of all links, by region
 * @param missing how many writes have not arrived
 */
record Result(Map<String, Lag> lags, int missing) {
    Result {
        lags = Collections.unmodifiableMap(new LinkedHashMap<>(lags));
    }
}
