package io.walgateway.core.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import java.time.Instant;
import java.util.Map;

/**
 * The entries that a queue holds for some groups.
 *
 * @param undelivered how many entries each group has not settled; on a shared log each group counts every entry
 * @param delayed     how many entries are delayed until they are due
 * @param asOf        the counts include everything that was appended before; {@link Instant#EPOCH} while that is
 *                    unknown
 * @param exact       false: the queue itself counts only approximately
 * @param mark        differs between two answers if anything was appended between them and the queue can tell;
 *                    otherwise empty
 */
public record QueueContent(
        Map<ConsumerGroup, Long> undelivered, long delayed, Instant asOf, boolean exact, String mark) {

    public QueueContent {
        undelivered = Map.copyOf(undelivered);
    }

    /** True if every count is 0. */
    public boolean isEmpty() {
        return delayed == 0 && undelivered.values().stream().allMatch(count -> count == 0);
    }
}
