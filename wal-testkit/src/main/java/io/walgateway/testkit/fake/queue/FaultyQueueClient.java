package io.walgateway.testkit.fake.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.DelayKeeping;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.DelayedEntries;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueContent;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueRefusedException;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.queue.SliceListener;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

final class FaultyQueueClient implements QueueClient {
    private final QueueClient delegate;
    private final FaultSwitch faults;
    private final Map<QueueWriter, QueueWriter> writers = new ConcurrentHashMap<>();

    FaultyQueueClient(QueueClient delegate, FaultSwitch faults) {
        this.delegate = delegate;
        this.faults = faults;
    }

    @Override
    public QueueWriter writer(QueueConfig queue) {
        return writers.computeIfAbsent(delegate.writer(queue), writer -> faulty(writer, false));
    }

    @Override
    public QueueWriter deadLetterWriter(QueueConfig queue) {
        return writers.computeIfAbsent(delegate.deadLetterWriter(queue), writer -> faulty(writer, true));
    }

    @Override
    public boolean holdsBack(QueueConfig queue) {
        return delegate.holdsBack(queue);
    }

    @Override
    public boolean delaysNatively(QueueConfig queue) {
        return delegate.delaysNatively(queue);
    }

    @Override
    public int recordBytesMax(QueueConfig queue) {
        return delegate.recordBytesMax(queue);
    }

    @Override
    public boolean sharesEntries(QueueConfig queue) {
        return delegate.sharesEntries(queue);
    }

    @Override
    public DelayKeeping keepDelays(QueueConfig queue) {
        return delegate.keepDelays(queue);
    }

    @Override
    public Optional<DelayedEntries> delayed(QueueConfig queue) {
        return delegate.delayed(queue);
    }

    @Override
    public QueueReader reader(QueueConfig queue, ConsumerGroup group, SliceListener listener) {
        return new FaultyQueueReader(delegate.reader(queue, group, listener), faults);
    }

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

    @Override
    public void close() {
        delegate.close();
    }

    private QueueWriter faulty(QueueWriter writer, boolean deadLetters) {
        return entry -> switch (faults.now()) {
            case QueueFault.None _ -> writer.append(entry);
            case QueueFault.ForgettingAcknowledgements _ -> writer.append(entry);
            case QueueFault.RefusingAttempts _ -> writer.append(entry);
            case QueueFault.SilentAppends _ -> new CompletableFuture<>();
            case QueueFault.SilentAttempts _ -> writer.append(entry);
            case QueueFault.HangingPolls _ -> writer.append(entry);
            case QueueFault.RefusingConfigurations _ -> writer.append(entry);
            case QueueFault.HangingAcknowledgements _ -> writer.append(entry);
            case QueueFault.SilentOnce _ -> writer.append(entry);
            case QueueFault.LosingAcks _ ->
                writer.append(entry).thenApply(result -> new AppendResult.Unknown("the acknowledgement was lost"));
            case QueueFault.UnknownAppends unknown -> answer(new AppendResult.Unknown(unknown.why()));
            case QueueFault.RefusingAppends refusing -> answer(new AppendResult.NotAppended(refusing.why()));
            case QueueFault.RefusingDeadLetters refusing ->
                deadLetters ? answer(new AppendResult.NotAppended(refusing.why())) : writer.append(entry);
            case QueueFault.Unavailable _ -> answer(new AppendResult.NotAppended("the queue is away"));
        };
    }

    private static CompletionStage<AppendResult> answer(AppendResult result) {
        return CompletableFuture.completedFuture(result);
    }
}
