package io.walgateway.testkit.fake.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.QueueAdmin;
import io.walgateway.core.queue.QueueContent;
import java.time.Duration;
import java.util.Set;

/** Administration of append-only queues: they exist, and support nothing else. */
final class AppendOnlyAdmin implements QueueAdmin {
    private static UnsupportedOperationException appendOnly() {
        return new UnsupportedOperationException("only appends are held");
    }

    @Override
    public void provision(QueueConfig queue, Set<ConsumerGroup> groups) {}

    @Override
    public DelayedCounts pending(QueueConfig queue, Set<ConsumerGroup> groups) {
        throw appendOnly();
    }

    @Override
    public String end(QueueConfig queue) {
        throw appendOnly();
    }

    @Override
    public boolean isSettled(QueueConfig queue, Set<ConsumerGroup> groups, String end) {
        throw appendOnly();
    }

    @Override
    public QueueContent content(QueueConfig queue, Set<ConsumerGroup> groups) {
        throw appendOnly();
    }

    @Override
    public Duration discard(QueueConfig queue, Set<ConsumerGroup> groups) {
        throw appendOnly();
    }
}
