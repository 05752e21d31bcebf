package io.walgateway.plugin.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.DelayedCounts;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.queue.SliceRecorder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A queue of one namespace without targets, its client, and what tests do with them. */
final class SqsBench implements AutoCloseable {
    static final ConsumerGroup GROUP = ConsumerGroup.ofRequestTargets("bench");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final QueueConfig queue;
    final QueueClient client;

    SqsBench(Map<String, String> endpoint, String name, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(endpoint);
        settings.putAll(more);
        client = new SqsQueueProvider().open(new PluginContext(settings, InstantSource.system(), "bench"));
        queue = new QueueConfig("sqs", "default", List.of(name), List.of(), Map.of("poll-interval-secs", "1"));
        client.admin().provision(queue, Set.of(GROUP));
    }

    static SqsBench standard(Map<String, String> more) {
        return new SqsBench(Components.sqs().settings(), Components.uniqueName("standard"), more);
    }

    static SqsBench fifo(Map<String, String> more) {
        return new SqsBench(Components.sqs().settings(), Components.uniqueName("fifo") + ".fifo", more);
    }

    QueueReader reader() {
        return client.reader(queue, GROUP, new SliceRecorder());
    }

    DelayedCounts pending() {
        return client.admin().pending(queue, Set.of(GROUP));
    }

    CompletionStage<AppendResult> append(String key, String record, Instant due) {
        return client.writer(queue)
                .append(new QueueEntry(UUID.randomUUID(), Bytes.utf8(key), Bytes.utf8(record), due, Set.of(GROUP)));
    }

    void appendNow(String key, String... records) {
        List<CompletionStage<AppendResult>> answers = new ArrayList<>();
        for (String record : records) {
            answers.add(append(key, record, QueueEntry.AT_ONCE));
        }
        answers.forEach(answer -> assertThat(answer(answer)).isEqualTo(AppendResult.APPENDED));
    }

    static AppendResult answer(CompletionStage<AppendResult> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Polls until so many have come. */
    static List<Lease> read(QueueReader reader, int count) {
        List<Lease> leases = new ArrayList<>();
        await().atMost(PATIENCE).pollInSameThread().pollDelay(Duration.ZERO).until(() -> {
            leases.addAll(reader.poll(Duration.ofMillis(50)));
            return leases.size() >= count;
        });
        return leases;
    }

    /** All that comes within this time. */
    static List<Lease> readFor(QueueReader reader, Duration time) {
        List<Lease> leases = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            leases.addAll(reader.poll(Duration.ofMillis(50)));
        }
        return leases;
    }

    static List<String> texts(List<Lease> leases) {
        return leases.stream().map(lease -> lease.record().asUtf8()).toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
