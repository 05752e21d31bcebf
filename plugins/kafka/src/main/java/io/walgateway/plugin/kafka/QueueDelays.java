package io.walgateway.plugin.kafka;

import io.walgateway.core.queue.DelayKeeping;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.plugin.kafka.delay.DelayCluster;
import io.walgateway.plugin.kafka.delay.DelayTopics;
import io.walgateway.plugin.kafka.delay.TopicTimers;
import java.util.List;

/** The timers of all topics of a queue. */
final class QueueDelays implements DelayKeeping {
    private final List<TopicTimers> timers;

    QueueDelays(List<String> topics, DelayCluster cluster) {
        timers = topics.stream()
                .map(topic -> new TopicTimers(new DelayTopics(topic), cluster))
                .toList();
    }

    @Override
    public DelayedCounts pendingHere() {
        return timers.stream().map(TopicTimers::pendingHere).reduce(DelayedCounts.NONE, DelayedCounts::plus);
    }

    @Override
    public void close() {
        timers.forEach(TopicTimers::stop);
        timers.forEach(TopicTimers::close);
    }
}
