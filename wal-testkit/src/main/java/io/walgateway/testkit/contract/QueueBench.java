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

/**
 * A queue under test: appends and waits for the answer; reads until entries have arrived, or until none has arrived for
 * a while.
 */
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

    /**
     * A reader and the slices that it was assigned. The test polls it, so everything happens on the test's own thread.
     */
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

        /** All leases that have arrived so far. */
        public List<Lease> leases() {
            return List.copyOf(leases);
        }

        public void pollOnce() {
            leases.addAll(reader.poll(POLL));
        }

        /** Polls until this many leases have arrived since the reader was opened. */
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

        /** Polls until this many leases have arrived, and acknowledges each on arrival. */
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

        /** Polls until the reader holds a slice. */
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

        /** Polls while holding slices, and expects no further leases. */
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

        /** Polls until the stage is complete: polls carry out what readers are asked for. */
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

    /** Entries appended from now on are for these groups, too. */
    public void provision(QueueConfig queue, ConsumerGroup... these) {
        groups.addAll(List.of(these));
        client.admin().provision(queue, Set.of(these));
    }

    public Reading read(QueueConfig queue, ConsumerGroup group) {
        return new Reading(queue, group);
    }

    /** Appends records one after another under one key, and waits until all are in the queue. */
    public void append(QueueConfig queue, String key, String... records) {
        appendTo(client.writer(queue), key, records);
    }

    /** Appends records to the queue's dead-letter queue in the same way. */
    public void appendDeadLetters(QueueConfig queue, String key, String... records) {
        appendTo(client.deadLetterWriter(queue), key, records);
    }

    /** The texts of the records, in the given order. */
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
