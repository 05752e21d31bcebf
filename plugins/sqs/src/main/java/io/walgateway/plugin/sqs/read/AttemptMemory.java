package io.walgateway.plugin.sqs.read;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts of failed deliveries by SQS's message id, for FIFO queues, where a message cannot be appended again without
 * losing its place. The counts are kept by this process alone, and their number is limited: the message whose last
 * failure is longest ago is forgotten first. SQS's own count of receives would not do, because an outage of a target or
 * of a process increases it, too.
 */
public final class AttemptMemory {
    private static final int REMEMBERED_MAX = 100_000;

    private final Map<String, Integer> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    synchronized int of(String messageId) {
        return counts.getOrDefault(messageId, 0);
    }

    synchronized void put(String messageId, int attempts) {
        counts.put(messageId, attempts);
    }

    synchronized void forget(String messageId) {
        counts.remove(messageId);
    }
}
