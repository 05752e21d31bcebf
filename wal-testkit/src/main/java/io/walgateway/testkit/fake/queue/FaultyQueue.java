package io.walgateway.testkit.fake.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueProvider;
import java.util.List;
import java.util.Set;

/**
 * A queue with injected faults, one at a time, until it is {@link #heal healed}. A fault applies to all its clients,
 * including those that are already open.
 */
public final class FaultyQueue implements QueueProvider {
    private final QueueProvider delegate;
    private final FaultSwitch faults = new FaultSwitch();

    public FaultyQueue(QueueProvider delegate) {
        this.delegate = delegate;
    }

    /** Appends are stored, but the answer is lost: unknown. */
    public void losingAcks() {
        faults.set(new QueueFault.LosingAcks());
    }

    /** Appends are not stored and the answer is unknown. */
    public void unknownAppends(String why) {
        faults.set(new QueueFault.UnknownAppends(why));
    }

    /** Appends are refused. */
    public void refusingAppends(String why) {
        faults.set(new QueueFault.RefusingAppends(why));
    }

    /** Appends to dead-letter queues are refused; all else works. */
    public void refusingDeadLetters(String why) {
        faults.set(new QueueFault.RefusingDeadLetters(why));
    }

    /** Acknowledgements are never stored, so that entries are delivered again after a restart. */
    public void forgettingAcknowledgements() {
        faults.set(new QueueFault.ForgettingAcknowledgements());
    }

    /** Counts of failed attempts are not stored, as when a reader has lost its slices and does not know it yet. */
    public void refusingAttempts() {
        faults.set(new QueueFault.RefusingAttempts());
    }

    /** Appends are never answered, including appends to dead-letter queues. */
    public void silentAppends() {
        faults.set(new QueueFault.SilentAppends());
    }

    /** Counts of failed attempts are never confirmed. */
    public void silentAttempts() {
        faults.set(new QueueFault.SilentAttempts());
    }

    /** Polls do not return until the queue is healed, or they are interrupted. */
    public void hangingPolls() {
        faults.set(new QueueFault.HangingPolls());
    }

    /** Acknowledgements do not return until the queue is healed, or their thread is interrupted. */
    public void hangingAcknowledgements() {
        faults.set(new QueueFault.HangingAcknowledgements());
    }

    /** The servers reject this value of a configuration; existing queues work. */
    public void refusingConfigurations(Violation why) {
        faults.set(new QueueFault.RefusingConfigurations(why));
    }

    /** The next probe has no answer; all else works, including every later probe. */
    public void silentOnce() {
        faults.set(new QueueFault.SilentOnce());
    }

    /**
     * Nothing gets through: appends are refused, nothing is read, and attempts are recorded when the queue is healed.
     */
    public void unavailable() {
        faults.set(new QueueFault.Unavailable());
    }

    /** Everything works again. */
    public void heal() {
        faults.set(new QueueFault.None());
    }

    @Override
    public String type() {
        return delegate.type();
    }

    @Override
    public List<Violation> check(QueueConfig queue) {
        return delegate.check(queue);
    }

    @Override
    public Set<String> names(QueueConfig queue, Set<ConsumerGroup> groups) {
        return delegate.names(queue, groups);
    }

    @Override
    public String servers(String cluster, PluginContext context) {
        return delegate.servers(cluster, context);
    }

    @Override
    public QueueClient open(PluginContext context) {
        return new FaultyQueueClient(delegate.open(context), faults);
    }
}
