package io.walgateway.it.chaos.load;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delayed writes of a namespace that were answered TRUE and have not reached its log yet; until then, only the gateway
 * sees them. Safe for any number of threads.
 */
public final class DelayedWrites {
    private static final Logger LOG = LoggerFactory.getLogger(DelayedWrites.class);

    private final Set<String> promised = ConcurrentHashMap.newKeySet();
    private final Set<String> appended = ConcurrentHashMap.newKeySet();

    /** The write was answered TRUE. */
    void promised(String write) {
        promised.add(write);
    }

    /** The write is in the log. */
    void appended(String write) {
        appended.add(write);
    }

    /** Waits until all have arrived; the verdict reports those that are still missing at the end. */
    void awaitAll(Duration patience) {
        try {
            Awaitility.await("delayed writes").atMost(patience).until(() -> appended.containsAll(promised));
        } catch (ConditionTimeoutException e) {
            LOG.warn("Expected all delayed writes in the log, but some did not come within {}", patience, e);
        }
    }
}
