package io.walgateway.plugin.kafka.delay;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.plugin.InFlightBytes;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.DelayedEntries;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.plugin.kafka.append.ClusterProducer;
import io.walgateway.plugin.kafka.append.KafkaQueueWriter;
import io.walgateway.plugin.kafka.append.SendResult;
import io.walgateway.plugin.kafka.cluster.AdminCalls;
import io.walgateway.plugin.kafka.cluster.ClusterSettings;
import io.walgateway.plugin.kafka.cluster.SendFaults;
import io.walgateway.plugin.kafka.delay.report.Report;
import io.walgateway.plugin.kafka.delay.timer.DelayTopics;
import io.walgateway.plugin.kafka.delay.timer.HeldRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Counts and cancels the delayed entries of one queue. */
public final class KafkaDelayedEntries implements DelayedEntries {
    private static final Duration LOOK_UP_MAX = Duration.ofSeconds(10);

    private final ClusterSettings cluster;
    private final String clientId;
    private final Supplier<ClusterProducer> producer;
    private final List<DelayTopics> topics;

    public KafkaDelayedEntries(
            ClusterSettings cluster, String clientId, Supplier<ClusterProducer> producer, List<String> topics) {
        this.cluster = cluster;
        this.clientId = clientId;
        this.producer = producer;
        this.topics = topics.stream().map(DelayTopics::new).toList();
    }

    /** See {@link io.walgateway.core.queue.QueueAdmin#pending}. */
    public DelayedCounts pending() {
        try (Admin admin = Admin.create(cluster.admin(clientId));
                ReportReader reader = new ReportReader(cluster, clientId)) {
            AdminCalls calls = new AdminCalls(cluster);
            return topics.stream()
                    .map(topic -> reader.read(topic.report(), partitions(admin, calls, topic)))
                    .reduce(DelayedCounts.NONE, DelayedCounts::plus);
        } catch (KafkaException e) {
            throw new QueueUnavailableException(
                    "Expected to reach the Kafka cluster " + cluster.name() + ", but " + SendFaults.text(e), e);
        }
    }

    /**
     * Cancels all entries that are delayed now, and reports that none are pending, whether or not a timer runs. Blocks.
     *
     * @throws QueueUnavailableException when a partition is not known to have the cancellation
     */
    public void cancelAll(Instant now) {
        List<CompletableFuture<SendResult>> sent = new ArrayList<>();
        AdminCalls.with(cluster, clientId, (admin, calls) -> {
            for (DelayTopics topic : topics) {
                int partitions = partitions(admin, calls, topic);
                for (int partition = 0; partition < partitions; partition++) {
                    sent.add(send(HeldRecord.cancellingAll(topic.held(), partition)));
                }
            }
            return sent;
        });
        requireAppended(sent);
        sent.clear();
        AdminCalls.with(cluster, clientId, (admin, calls) -> {
            for (DelayTopics topic : topics) {
                int partitions = partitions(admin, calls, topic);
                for (int partition = 0; partition < partitions; partition++) {
                    sent.add(send(new Report(partition, DelayedCounts.none(now)).record(topic.report())));
                }
            }
            return sent;
        });
        requireAppended(sent);
    }

    private CompletableFuture<SendResult> send(ProducerRecord<byte[], byte[]> record) {
        return producer.get().send(record, InFlightBytes.cost(Bytes.EMPTY, Bytes.wrap(record.value())));
    }

    private void requireAppended(List<CompletableFuture<SendResult>> sent) {
        AppendResult worst = worst(sent.stream().map(CompletableFuture::join));
        if (!(worst instanceof AppendResult.Appended)) {
            throw new QueueUnavailableException(
                    "Expected the Kafka cluster " + cluster.name() + " to take a cancellation, but " + worst,
                    new IllegalStateException());
        }
    }

    @Override
    public CompletionStage<AppendResult> cancel(UUID id) {
        CompletableFuture<AppendResult> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("cancel " + id).start(() -> {
            try {
                cancel(id, answer);
            } catch (RuntimeException e) {
                answer.complete(new AppendResult.NotAppended(SendFaults.text(e)));
            }
        });
        return answer.completeOnTimeout(
                new AppendResult.Unknown("no answer within " + LOOK_UP_MAX),
                LOOK_UP_MAX.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void cancel(UUID id, CompletableFuture<AppendResult> answer) {
        List<CompletableFuture<SendResult>> sent = new ArrayList<>();
        try (Admin admin = Admin.create(cluster.admin(clientId))) {
            AdminCalls calls = new AdminCalls(cluster);
            for (DelayTopics topic : topics) {
                int partitions = partitions(admin, calls, topic);
                IntStream.range(0, partitions)
                        .mapToObj(partition -> HeldRecord.cancelling(id, topic.held(), partition))
                        .forEach(record -> sent.add(producer.get()
                                .send(record, InFlightBytes.cost(Bytes.EMPTY, Bytes.wrap(new byte[16])))));
            }
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .thenRun(() -> answer.complete(worst(sent.stream().map(CompletableFuture::join))));
    }

    /** The number of the delay topic's partitions; 0 where no entry was ever delayed. */
    private static int partitions(Admin admin, AdminCalls calls, DelayTopics topic) {
        var description =
                admin.describeTopics(List.of(topic.held())).topicNameValues().get(topic.held());
        return calls.await(Objects.requireNonNull(description), UnknownTopicOrPartitionException.class)
                .map(TopicDescription::partitions)
                .map(List::size)
                .orElse(0);
    }

    private static AppendResult worst(Stream<SendResult> results) {
        return results.map(KafkaQueueWriter::answer)
                .filter(result -> !(result instanceof AppendResult.Appended))
                .findFirst()
                .orElse(AppendResult.APPENDED);
    }
}
