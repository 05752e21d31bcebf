package io.walgateway.plugin.sqs.read;

import io.walgateway.plugin.sqs.cluster.Batches;
import io.walgateway.plugin.sqs.cluster.Connection;
import io.walgateway.plugin.sqs.cluster.SendFaults;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;

/** Deletes messages, ten with each request and several requests at once. */
public final class Deletion {
    private static final int REQUESTS_MAX = 8;

    private final Connection connection;
    private final String queue;

    public Deletion(Connection connection, String queue) {
        this.connection = connection;
        this.queue = queue;
    }

    /** Deletes messages; returns those that are deleted, or whose receipt SQS no longer knows. */
    public List<HeldMessage> delete(List<HeldMessage> messages) throws InterruptedException {
        List<HeldMessage> done = new ArrayList<>(messages.size());
        List<Callable<List<HeldMessage>>> requests = new ArrayList<>();
        Batches.of(messages).forEach(batch -> requests.add(() -> deleteBatch(batch)));
        if (requests.size() == 1) {
            return deleteBatch(messages);
        }
        try (ExecutorService threads =
                Executors.newFixedThreadPool(REQUESTS_MAX, Thread.ofVirtual().factory())) {
            threads.invokeAll(requests).stream().map(Deletion::join).forEach(done::addAll);
        }
        return done;
    }

    private List<HeldMessage> deleteBatch(List<HeldMessage> batch) {
        List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, batch.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(batch.get(i).receipt())
                        .build())
                .toList();
        try {
            String url = connection.url(queue);
            return done(
                    batch,
                    connection
                            .client()
                            .deleteMessageBatch(request -> request.queueUrl(url).entries(entries)));
        } catch (SdkException | IllegalStateException e) {
            connection.forgetIfGone(queue, e);
            return batch.size() > 1 && SendFaults.mayBeOfOneEntry(e) ? deleteHalves(batch) : List.of();
        }
    }

    /** Otherwise one receipt that SQS cannot read would keep the others from being deleted for ever. */
    private List<HeldMessage> deleteHalves(List<HeldMessage> batch) {
        return Batches.halves(batch).stream()
                .flatMap(half -> deleteBatch(half).stream())
                .toList();
    }

    private static List<HeldMessage> done(List<HeldMessage> batch, DeleteMessageBatchResponse response) {
        List<HeldMessage> done = new ArrayList<>(batch.size());
        response.successful().forEach(entry -> done.add(batch.get(Integer.parseInt(entry.id()))));
        for (BatchResultErrorEntry failed : response.failed()) {
            if (Boolean.TRUE.equals(failed.senderFault())) {
                done.add(batch.get(Integer.parseInt(failed.id())));
            }
        }
        return done;
    }

    private static Collection<HeldMessage> join(Future<List<HeldMessage>> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
