package io.walgateway.plugin.kafka.delay;

import io.walgateway.core.queue.DelayTimers;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.plugin.kafka.delay.timer.DelayCluster;
import io.walgateway.plugin.kafka.delay.timer.DelayTopics;
import io.walgateway.plugin.kafka.delay.timer.TopicTimers;
import org.jspecify.annotations.Nullable;

/** The timers of one topic, which run in a process as long as they have users there. Safe for any number of threads. */
final class SharedTimers {
    private final DelayTopics topics;
    private final DelayCluster cluster;
    private @Nullable TopicTimers running;
    private int users;

    SharedTimers(DelayTopics topics, DelayCluster cluster) {
        this.topics = topics;
        this.cluster = cluster;
    }

    synchronized DelayTimers use() {
        TopicTimers timers = running == null ? new TopicTimers(topics, cluster) : running;
        running = timers;
        users++;
        return new Use(timers);
    }

    private synchronized void leave() {
        users--;
        if (users == 0 && running != null) {
            running.close();
            running = null;
        }
    }

    private final class Use implements DelayTimers {
        private final TopicTimers timers;
        private boolean left;

        private Use(TopicTimers timers) {
            this.timers = timers;
        }

        @Override
        public DelayedCounts pendingHere() {
            return timers.pendingHere();
        }

        @Override
        public void close() {
            synchronized (SharedTimers.this) {
                if (!left) {
                    left = true;
                    leave();
                }
            }
        }
    }
}
