package io.walgateway.testkit.fake.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueAdmin;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueDelays;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueTraits;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.queue.SliceListener;
import java.util.Map;
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
    public int recordBytesMax(QueueConfig queue) {
        return delegate.recordBytesMax(queue);
    }

    @Override
    public QueueTraits traits(QueueConfig queue) {
        return delegate.traits(queue);
    }

    @Override
    public QueueDelays delays() {
        return delegate.delays();
    }

    @Override
    public QueueAdmin admin() {
        return new FaultyQueueAdmin(delegate.admin(), faults);
    }

    @Override
    public QueueReader reader(QueueConfig queue, ConsumerGroup group, SliceListener listener) {
        return new FaultyQueueReader(delegate.reader(queue, group, listener), faults);
    }

    @Override
    public void close() {
        delegate.close();
    }

    private QueueWriter faulty(QueueWriter writer, boolean deadLetters) {
        return entry -> switch (faults.now()) {
            case QueueFault.SilentAppends _ -> new CompletableFuture<>();
            case QueueFault.LosingAcks _ ->
                writer.append(entry).thenApply(result -> new AppendResult.Unknown("the acknowledgement was lost"));
            case QueueFault.UnknownAppends unknown -> answer(new AppendResult.Unknown(unknown.why()));
            case QueueFault.RefusingAppends refusing -> answer(new AppendResult.NotAppended(refusing.why()));
            case QueueFault.RefusingDeadLetters refusing
            when deadLetters -> answer(new AppendResult.NotAppended(refusing.why()));
            case QueueFault.Unavailable _ -> answer(new AppendResult.NotAppended("the queue is away"));
            default -> writer.append(entry);
        };
    }

    private static CompletionStage<AppendResult> answer(AppendResult result) {
        return CompletableFuture.completedFuture(result);
    }
}
