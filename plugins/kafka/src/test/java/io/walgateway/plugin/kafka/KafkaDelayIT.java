package io.walgateway.plugin.kafka;

import static io.walgateway.plugin.kafka.KafkaBench.PATIENCE;
import static io.walgateway.plugin.kafka.KafkaBench.poll;
import static io.walgateway.plugin.kafka.KafkaBench.pollUntil;
import static io.walgateway.plugin.kafka.KafkaBench.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.DelayTimers;
import io.walgateway.core.queue.DelayedEntries;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueContent;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.queue.SliceRecorder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaDelayIT {
    private static final ConsumerGroup GROUP = ConsumerGroup.ofTarget("test", "group");

    private final String servers = Components.kafka().bootstrapServers();
    private final QueueConfig queue = KafkaBench.queue(Components.uniqueName("queue"), 2);
    private final List<QueueClient> clients = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        clients.forEach(QueueClient::close);
    }

    @Test
    void shouldShowEntriesWhenTheyAreDueAndNotBefore() {
        QueueClient client = provisioned("one");
        try (DelayTimers _ = client.delays().keep(queue)) {
            Instant due = Instant.now().plusSeconds(4);
            append(client, "key", "keyed", due);
            append(client, "", "unkeyed", due);
            append(client, "key", "at once", QueueEntry.AT_ONCE);
            List<Lease> leases = read(client, 3);
            assertThat(texts(leases)).containsExactlyInAnyOrder("at once", "keyed", "unkeyed");
            assertThat(leases.getFirst().record().asUtf8()).isEqualTo("at once");
            assertThat(leases.subList(1, 3)).allSatisfy(lease -> {
                assertThat(lease.appended()).isAfterOrEqualTo(due.minusMillis(1));
                assertThat(lease.key().asUtf8())
                        .isEqualTo(lease.record().asUtf8().equals("keyed") ? "key" : "");
            });
        }
    }

    @Test
    void shouldSayWhatIsPendingAndTakeItBack() {
        QueueClient client = provisioned("one");
        DelayedEntries delayed = client.delays().entries(queue).orElseThrow();
        assertThat(client.admin().pending(queue, Set.of(GROUP)).total()).isZero();
        try (DelayTimers here = client.delays().keep(queue)) {
            UUID regretted = append(client, "key", "regretted", Instant.now().plusSeconds(3_000));
            append(client, "key", "wanted", Instant.now().plusSeconds(3_000));
            append(client, "key", "later", Instant.now().plus(Duration.ofDays(3_600)));
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(client.admin().pending(queue, Set.of(GROUP)).withinHour())
                        .isEqualTo(2);
                assertThat(client.admin().pending(queue, Set.of(GROUP)).later()).isEqualTo(1);
                assertThat(here.pendingHere().total()).isEqualTo(3);
            });
            assertThat(delayed.cancel(regretted).toCompletableFuture().join()).isEqualTo(AppendResult.APPENDED);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    client.admin().pending(queue, Set.of(GROUP)).total())
                            .isEqualTo(2));
        }
    }

    @Test
    void shouldNotShowWhatWasTakenBackWhileNobodyKeptTime() {
        QueueClient client = provisioned("one");
        Instant due = Instant.now().plusSeconds(4);
        UUID regretted = append(client, "key", "regretted", due);
        append(client, "key", "wanted", due);
        assertThat(client.delays()
                        .entries(queue)
                        .orElseThrow()
                        .cancel(regretted)
                        .toCompletableFuture()
                        .join())
                .isEqualTo(AppendResult.APPENDED);
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(due));
        try (DelayTimers _ = client.delays().keep(queue);
                QueueReader reader = client.reader(queue, GROUP, new SliceRecorder())) {
            assertThat(texts(poll(reader, 1))).containsExactly("wanted");
            List<Lease> more = new ArrayList<>(reader.poll(Duration.ofSeconds(1)));
            assertThat(more).isEmpty();
        }
    }

    @Test
    void shouldDropAllThatIsHeldBackWhetherOrNotATimerHasIt() {
        QueueClient client = provisioned("one");
        Instant due = Instant.now().plusSeconds(20);
        try (DelayTimers here = client.delays().keep(queue)) {
            append(client, "key", "in the store", due);
            await().atMost(PATIENCE).until(() -> here.pendingHere().total() == 1);
            await().atMost(PATIENCE).until(() -> content(client).delayed() == 1);
        }
        append(client, "key", "in no store", due);
        assertThat(content(client).asOf()).isEqualTo(Instant.EPOCH);
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(due));
        client.admin().discard(queue, Set.of(GROUP));
        assertThat(content(client).isEmpty()).isTrue();
        append(client, "key", "after", Instant.now().plusSeconds(1));
        try (DelayTimers _ = client.delays().keep(queue);
                QueueReader reader = client.reader(queue, GROUP, new SliceRecorder())) {
            assertThat(texts(poll(reader, 1))).containsExactly("after");
            assertThat(reader.poll(Duration.ofSeconds(1))).isEmpty();
        }
    }

    @Test
    void shouldSayThatNothingIsHeldBackOnlyOfATimeUpToWhichItHasRead() {
        QueueClient client = provisioned("one");
        assertThat(content(client).asOf()).isAfter(Instant.EPOCH);
        String mark = content(client).mark();
        append(client, "key", "record", Instant.now().plusSeconds(2));
        assertThat(content(client).mark()).isNotEqualTo(mark);
        assertThat(content(client).asOf()).isEqualTo(Instant.EPOCH);
        try (DelayTimers _ = client.delays().keep(queue)) {
            Instant gone = Instant.now().plusSeconds(4);
            await().atMost(PATIENCE).until(() -> content(client).asOf().isAfter(gone));
            assertThat(content(client).delayed()).isZero();
            assertThat(content(client).undelivered()).containsEntry(GROUP, 1L);
        }
    }

    private QueueContent content(QueueClient client) {
        return client.admin().content(queue, Set.of(GROUP));
    }

    @Test
    void shouldComeOutOfAnotherProcessWhenTheFirstIsGone() {
        QueueClient first = provisioned("first");
        QueueClient second = open("second");
        List<String> records =
                IntStream.range(0, 40).mapToObj(n -> "record-" + n).toList();
        try (DelayTimers _ = second.delays().keep(queue)) {
            try (DelayTimers here = first.delays().keep(queue)) {
                Instant due = Instant.now().plusSeconds(8);
                records.forEach(record -> append(first, record, record, due));
                await().atMost(PATIENCE).until(() -> here.pendingHere().total() > 0);
            }
            assertThat(texts(read(second, records.size()))).containsExactlyInAnyOrderElementsOf(records);
        }
    }

    @Test
    void shouldRestoreFromTheChangelogWhereTheStoreIsGone() {
        QueueClient first = provisioned("first");
        try (DelayTimers here = first.delays().keep(queue)) {
            append(first, "key", "record", Instant.now().plusSeconds(6));
            await().atMost(PATIENCE).until(() -> here.pendingHere().total() == 1);
        }
        QueueClient elsewhere = open("elsewhere");
        try (DelayTimers _ = elsewhere.delays().keep(queue)) {
            assertThat(texts(read(elsewhere, 1))).containsExactly("record");
        }
    }

    private QueueClient provisioned(String place) {
        QueueClient client = open(place);
        client.admin().provision(queue, Set.of(GROUP));
        return client;
    }

    private QueueClient open(String place) {
        QueueClient client = new KafkaQueueProvider()
                .open(KafkaBench.context(
                        servers, "delay.state-dir", directory.resolve(place).toString()));
        clients.add(client);
        return client;
    }

    private UUID append(QueueClient client, String key, String record, Instant due) {
        UUID id = UUID.randomUUID();
        QueueEntry entry = new QueueEntry(id, Bytes.utf8(key), Bytes.utf8(record), due, Set.of(GROUP));
        assertThat(client.writer(queue).append(entry).toCompletableFuture().join())
                .isEqualTo(AppendResult.APPENDED);
        return id;
    }

    private List<Lease> read(QueueClient client, int count) {
        try (QueueReader reader = client.reader(queue, GROUP, new SliceRecorder())) {
            List<Lease> leases = new ArrayList<>();
            return pollUntil(reader, leases, () -> leases.size() >= count);
        }
    }
}
