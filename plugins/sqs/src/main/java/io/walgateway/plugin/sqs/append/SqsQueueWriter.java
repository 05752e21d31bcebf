package io.walgateway.plugin.sqs.append;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.QueueChoice;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.plugin.sqs.cluster.SqsNames;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * Appends to the queues of one configuration, a copy for each group. A key always goes to the same of the named queues;
 * entries without a key rotate over them.
 */
public final class SqsQueueWriter implements QueueWriter {
    private final ClusterSender cluster;
    private final List<String> names;
    private final QueueChoice choice;
    private final BiFunction<String, QueueEntry, List<String>> copies;
    private final AtomicLong unkeyed = new AtomicLong();

    /**
     * @param names  the names in the document
     * @param copies the queues that get a copy of an entry for the queue of this name; at least one
     */
    public SqsQueueWriter(
            ClusterSender cluster, List<String> names, BiFunction<String, QueueEntry, List<String>> copies) {
        this.cluster = cluster;
        this.names = List.copyOf(names);
        this.choice = new QueueChoice(names);
        this.copies = copies;
    }

    @Override
    public CompletionStage<AppendResult> append(QueueEntry entry) {
        int bytes = entry.record().size();
        int bytesMax = RecordMessages.recordBytesMax(entry.key().size());
        if (bytes > bytesMax) {
            return CompletableFuture.completedFuture(new AppendResult.TooLarge(bytes, bytesMax));
        }
        if (bytes == 0) {
            return CompletableFuture.completedFuture(
                    new AppendResult.NotAppended("a record without a byte (expected: 1 to " + bytesMax + " bytes)"));
        }
        List<String> queues = copies.apply(names.get(indexOf(entry.key())), entry);
        List<PendingSend> sends = new ArrayList<>(queues.size());
        for (String queue : queues) {
            sends.add(RecordMessages.toSend(entry, SqsNames.isFifo(queue)));
        }
        cluster.send(queues, sends);
        return FanOutResult.together(queues, sends);
    }

    private int indexOf(Bytes key) {
        if (key.isEmpty()) {
            return (int) (unkeyed.getAndIncrement() % names.size());
        }
        return choice.indexOf(key);
    }
}
