package io.walgateway.testkit.fake.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.QueueAdmin;
import io.walgateway.core.queue.QueueContent;
import io.walgateway.core.queue.QueueRefusedException;
import io.walgateway.core.queue.QueueUnavailableException;
import java.time.Duration;
import java.util.Set;

/** Administration with injected faults. */
record FaultyQueueAdmin(QueueAdmin delegate, FaultSwitch faults) implements QueueAdmin {

    @Override
    public void provision(QueueConfig queue, Set<ConsumerGroup> groups) {
        requireNear(queue);
        if (faults.now() instanceof QueueFault.RefusingConfigurations(Violation why)) {
            throw new QueueRefusedException(why);
        }
        delegate.provision(queue, groups);
    }

    @Override
    public void probe(QueueConfig queue) {
        if (faults.isOutage()) {
            throw new QueueUnavailableException("queues are away", new IllegalStateException());
        }
        if (faults.now() instanceof QueueFault.SilentOnce) {
            faults.set(new QueueFault.None());
            throw new QueueUnavailableException("no answer in time", new IllegalStateException());
        }
        delegate.probe(queue);
    }

    @Override
    public DelayedCounts pending(QueueConfig queue, Set<ConsumerGroup> groups) {
        requireNear(queue);
        return delegate.pending(queue, groups);
    }

    @Override
    public String end(QueueConfig queue) {
        requireNear(queue);
        return delegate.end(queue);
    }

    @Override
    public boolean isSettled(QueueConfig queue, Set<ConsumerGroup> groups, String end) {
        requireNear(queue);
        return delegate.isSettled(queue, groups, end);
    }

    @Override
    public QueueContent content(QueueConfig queue, Set<ConsumerGroup> groups) {
        requireNear(queue);
        return delegate.content(queue, groups);
    }

    @Override
    public Duration discard(QueueConfig queue, Set<ConsumerGroup> groups) {
        requireNear(queue);
        return delegate.discard(queue, groups);
    }

    private void requireNear(QueueConfig queue) {
        if (faults.isOutage()) {
            throw new QueueUnavailableException("queue " + queue.names() + " is away", new IllegalStateException());
        }
    }
}
