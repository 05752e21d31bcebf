package io.walgateway.core.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import java.time.Instant;
import java.util.Map;

/**
 * What a queue holds for some groups.
 *
 * @param undelivered how many entries each group has not settled; on a shared log each group counts every entry
 * @param delayed     how many entries are held back until they are due
 * @param asOf        the counts include everything that was appended before; {@link Instant#EPOCH} while that is unknown
 * @param exact       false: the queue itself counts only approximately
 * @param mark        differs between two answers when anything was appended between them, where the queue can tell; else empty
 */
public record QueueContent(
        Map<ConsumerGroup, Long> undelivered, long delayed, Instant asOf, boolean exact, String mark) {

    public QueueContent {
        undelivered = Map.copyOf(undelivered);
    }

    /** True when no count says that there is anything. */
    public boolean isEmpty() {
        return delayed == 0 && undelivered.values().stream().allMatch(count -> count == 0);
    }
}
