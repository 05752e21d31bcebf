package io.walgateway.testkit.fake.queue;

import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueAdmin;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueProvider;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueTraits;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.queue.SliceListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A queue that answers appends when the test says so. */
public final class HeldQueue implements QueueProvider, QueueClient {
    /** The queue refuses larger records. */
    public static final int RECORD_BYTES_MAX = 4 << 20;

    private final List<QueueEntry> entries = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<AppendResult>> answers = new CopyOnWriteArrayList<>();
    private final AtomicInteger closings = new AtomicInteger();
    private final Function<QueueConfig, QueueWriter> writers;

    /** A queue that holds every append. */
    public HeldQueue() {
        writers = queue -> this::hold;
    }

    /** A queue with these writers instead, for behaviour that a client should never show. */
    public HeldQueue(Function<QueueConfig, QueueWriter> writers) {
        this.writers = writers;
    }

    /** All appended entries, answered or not. */
    public List<QueueEntry> entries() {
        return entries;
    }

    /** The answers to these appends, in the same order, for the test to complete. */
    public List<CompletableFuture<AppendResult>> answers() {
        return answers;
    }

    /** How often a client of this queue was closed. */
    public int closings() {
        return closings.get();
    }

    /** Returns {@code held}. */
    @Override
    public String type() {
        return "held";
    }

    @Override
    public List<Violation> check(QueueConfig queue) {
        return List.of();
    }

    @Override
    public QueueClient open(PluginContext context) {
        return this;
    }

    @Override
    public QueueWriter writer(QueueConfig queue) {
        return writers.apply(queue);
    }

    @Override
    public QueueWriter deadLetterWriter(QueueConfig queue) {
        return writer(queue);
    }

    @Override
    public int recordBytesMax(QueueConfig queue) {
        return RECORD_BYTES_MAX;
    }

    @Override
    public QueueTraits traits(QueueConfig queue) {
        return new QueueTraits(true, QueueTraits.Delays.NONE);
    }

    @Override
    public QueueAdmin admin() {
        return new AppendOnlyAdmin();
    }

    @Override
    public QueueReader reader(QueueConfig queue, ConsumerGroup group, SliceListener listener) {
        throw new UnsupportedOperationException("only appends are held");
    }

    @Override
    public void close() {
        closings.incrementAndGet();
    }

    private CompletionStage<AppendResult> hold(QueueEntry entry) {
        CompletableFuture<AppendResult> answer = new CompletableFuture<>();
        answers.add(answer);
        entries.add(entry);
        return answer;
    }
}
