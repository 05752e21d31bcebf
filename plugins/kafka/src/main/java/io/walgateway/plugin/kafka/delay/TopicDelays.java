package io.walgateway.plugin.kafka.delay;

import io.walgateway.core.queue.DelayTimers;
import io.walgateway.core.queue.DelayedCounts;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The timers of all topics of a queue. */
record TopicDelays(List<DelayTimers> topics) implements DelayTimers {

    @Override
    public DelayedCounts pendingHere() {
        return topics.stream().map(DelayTimers::pendingHere).reduce(DelayedCounts.NONE, DelayedCounts::plus);
    }

    /** Closes all timers in parallel, so that their waits do not add up. */
    @Override
    public void close() {
        CompletableFuture.allOf(topics.stream()
                        .map(topic -> CompletableFuture.runAsync(
                                topic::close, task -> Thread.ofVirtual().start(task)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
