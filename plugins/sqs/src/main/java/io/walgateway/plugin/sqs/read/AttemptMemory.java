package io.walgateway.plugin.sqs.read;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often the delivery of messages has failed, by SQS's id of each, for FIFO queues, where a message cannot be appended
 * again without losing its place. Kept by this process alone, and bounded: what has not failed for longest is forgotten
 * first. SQS's own count of receives would not do, since an outage of a target or of a process makes it rise, too.
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
