package io.walgateway.consumer.pipeline;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueContent;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.queue.SliceListener;
import java.time.Duration;
import java.util.Set;

/** A queue in which each group sees only what was stored for it. */
record UnsharedQueue(QueueClient delegate, QueueWriter onlyWriter) implements QueueClient {

    @Override
    public QueueWriter writer(QueueConfig queue) {
        return onlyWriter;
    }

    @Override
    public QueueWriter deadLetterWriter(QueueConfig queue) {
        return delegate.deadLetterWriter(queue);
    }

    @Override
    public boolean holdsBack(QueueConfig queue) {
        return true;
    }

    @Override
    public boolean sharesEntries(QueueConfig queue) {
        return false;
    }

    @Override
    public boolean delaysNatively(QueueConfig queue) {
        return true;
    }

    @Override
    public int recordBytesMax(QueueConfig queue) {
        return delegate.recordBytesMax(queue);
    }

    @Override
    public DelayedCounts pending(QueueConfig queue, Set<ConsumerGroup> groups) {
        return delegate.pending(queue, groups);
    }

    @Override
    public String end(QueueConfig queue) {
        return delegate.end(queue);
    }

    @Override
    public boolean isSettled(QueueConfig queue, Set<ConsumerGroup> groups, String end) {
        return delegate.isSettled(queue, groups, end);
    }

    @Override
    public QueueContent content(QueueConfig queue, Set<ConsumerGroup> groups) {
        return delegate.content(queue, groups);
    }

    @Override
    public Duration discard(QueueConfig queue, Set<ConsumerGroup> groups) {
        return delegate.discard(queue, groups);
    }

    @Override
    public QueueReader reader(QueueConfig queue, ConsumerGroup group, SliceListener listener) {
        return delegate.reader(queue, group, listener);
    }

    @Override
    public void provision(QueueConfig queue, Set<ConsumerGroup> groups) {
        delegate.provision(queue, groups);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
