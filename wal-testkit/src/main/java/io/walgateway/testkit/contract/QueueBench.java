package io.walgateway.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.testkit.fake.queue.Entries;
import io.walgateway.testkit.fake.queue.SliceRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A queue under test: append and wait for the answer, read until something has come, or until nothing has. */
public final class QueueBench {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration QUIET = Duration.ofMillis(500);

    private final QueueClient client;
    private final Duration patience;
    private final Set<ConsumerGroup> groups = new LinkedHashSet<>();

    QueueBench(QueueClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /** A reader and what it was told. The test polls it, so all happens on the test's own thread. */
    public final class Reading implements AutoCloseable {
        private final SliceRecorder slices = new SliceRecorder();
        private final QueueReader reader;
        private final List<Lease> leases = new ArrayList<>();

        private Reading(QueueConfig queue, ConsumerGroup group) {
            reader = client.reader(queue, group, slices);
        }

        public QueueReader reader() {
            return reader;
        }

        public SliceRecorder slices() {
            return slices;
        }

        /** All that have come so far. */
        public List<Lease> leases() {
            return List.copyOf(leases);
        }

        public void pollOnce() {
            leases.addAll(reader.poll(POLL));
        }

        /** Polls until so many leases have come since it was opened. */
        public List<Lease> until(int count) {
            await("leases of " + reader)
                    .atMost(patience)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .untilAsserted(() -> {
                        pollOnce();
                        assertThat(leases).hasSizeGreaterThanOrEqualTo(count);
                    });
            return leases();
        }

        /** The same, and acknowledges each when it has come. */
        public List<Lease> untilSettled(int count) {
            await("leases of " + reader)
                    .atMost(patience)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        int before = leases.size();
                        pollOnce();
                        acknowledge(leases.subList(before, leases.size()));
                        return leases.size() >= count;
                    });
            return leases();
        }

        /** Polls until it holds a slice. */
        public void untilAssigned() {
            await("slices")
                    .atMost(patience)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .untilAsserted(() -> {
                        pollOnce();
                        assertThat(slices.held()).isNotEmpty();
                    });
        }

        /** Polls, holding slices, and expects that nothing comes besides what has come. */
        public void quiet() {
            untilAssigned();
            int before = leases.size();
            await("quiet")
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .during(QUIET)
                    .atMost(patience)
                    .untilAsserted(() -> {
                        pollOnce();
                        assertThat(texts(leases.subList(before, leases.size()))).isEmpty();
                    });
        }

        /** Polls until the stage is complete: what readers are asked for is carried out by polls. */
        public void complete(CompletionStage<Void> stage) {
            await("completion")
                    .atMost(patience)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .until(() -> {
                        pollOnce();
                        return stage.toCompletableFuture().isDone();
                    });
            stage.toCompletableFuture().join();
        }

        public void acknowledge(List<Lease> settled) {
            settled.forEach(reader::acknowledge);
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    /** From now on, what is appended is for these groups, too. */
    public void provision(QueueConfig queue, ConsumerGroup... these) {
        groups.addAll(List.of(these));
        client.admin().provision(queue, Set.of(these));
    }

    public Reading read(QueueConfig queue, ConsumerGroup group) {
        return new Reading(queue, group);
    }

    /** Appends one after another under one key, and waits until all are in the queue. */
    public void append(QueueConfig queue, String key, String... records) {
        appendTo(client.writer(queue), key, records);
    }

    /** The same for its dead-letter queue. */
    public void appendDeadLetters(QueueConfig queue, String key, String... records) {
        appendTo(client.deadLetterWriter(queue), key, records);
    }

    /** What is in the records, in the order given. */
    public static List<String> texts(List<Lease> leases) {
        return leases.stream().map(lease -> lease.record().asUtf8()).toList();
    }

    private void appendTo(QueueWriter writer, String key, String... records) {
        List<CompletionStage<AppendResult>> answers = Stream.of(records)
                .map(record -> writer.append(Entries.of(Bytes.utf8(key), Bytes.utf8(record), groups)))
                .toList();
        for (CompletionStage<AppendResult> answer : answers) {
            assertThat(answer.toCompletableFuture()
                            .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                            .join())
                    .isEqualTo(AppendResult.APPENDED);
        }
    }
}
