package io.walgateway.consumer.pipeline;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.QueueAdmin;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueTraits;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.queue.SliceListener;

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
    public int recordBytesMax(QueueConfig queue) {
        return delegate.recordBytesMax(queue);
    }

    @Override
    public QueueTraits traits(QueueConfig queue) {
        return new QueueTraits(false, QueueTraits.Delays.BY_SERVERS);
    }

    @Override
    public QueueAdmin admin() {
        return delegate.admin();
    }

    @Override
    public QueueReader reader(QueueConfig queue, ConsumerGroup group, SliceListener listener) {
        return delegate.reader(queue, group, listener);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
