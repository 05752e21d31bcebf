package io.walgateway.plugin.kafka;

import static io.walgateway.plugin.kafka.KafkaBench.append;
import static io.walgateway.plugin.kafka.KafkaBench.poll;
import static io.walgateway.plugin.kafka.KafkaBench.pollUntil;
import static io.walgateway.plugin.kafka.KafkaBench.texts;
import static io.walgateway.plugin.kafka.KafkaBench.untilAppended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueReader;
import io.walgateway.core.queue.QueueUnavailableException;
import io.walgateway.core.queue.QueueWriter;
import io.walgateway.core.target.DeliveryAttempt;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.core.target.Target;
import io.walgateway.core.target.TargetClient;
import io.walgateway.local.kafka.KafkaBroker;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.queue.SliceRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaOutageIT {
    private static final ConsumerGroup GROUP = ConsumerGroup.ofTarget("test", "group");

    private final KafkaBroker broker = Components.ownKafka(Components.ownDirectory("kafka-outage"));
    private final QueueConfig queue = KafkaBench.queue(Components.uniqueName("queue"), 1);
    private final QueueClient client =
            new KafkaQueueProvider().open(KafkaBench.context(broker.bootstrapServers(), "append-timeout", "2s"));
    private QueueWriter writer;

    @BeforeEach
    void provision() {
        client.admin().provision(queue, Set.of(GROUP));
        writer = client.writer(queue);
        untilAppended(writer, "first");
    }

    @AfterEach
    void close() {
        client.close();
        broker.close();
    }

    @Test
    void shouldSayThatTheBrokerIsAwayAndThatItIsBack() {
        client.admin().probe(queue);
        broker.kill();
        assertThatThrownBy(() -> client.admin().probe(queue))
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessage("Kafka cluster default (" + broker.bootstrapServers() + "): no broker answers");
        AppendResult answer = append(writer, "nobody is there").join();
        assertThat(answer)
                .isInstanceOfSatisfying(
                        AppendResult.NotAppended.class,
                        not -> assertThat(not.why())
                                .contains("Kafka cluster default (" + broker.bootstrapServers() + ")")
                                .endsWith(" in 2s: certainly not written"));
        broker.start();
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> client.admin().probe(queue));
    }

    @Test
    void shouldBeCertainThatNothingWasAppendedWhileTheBrokerIsAway() {
        broker.kill();
        // What is handed over before the lost connection is noticed may have left this process.
        await().atMost(KafkaBench.PATIENCE)
                .until(() -> append(writer, "lost").join() instanceof AppendResult.NotAppended);
        assertThat(append(writer, "lost").join()).isInstanceOf(AppendResult.NotAppended.class);
    }

    /** Otherwise an outage would use up the attempts of a target whose attempts are shorter than the append time-out. */
    @Test
    void shouldFindATargetUnavailableWithinAShortAttempt() throws Exception {
        try (TargetClient targets =
                new KafkaTargetProvider().open(KafkaBench.context(broker.bootstrapServers(), "append-timeout", "1m"))) {
            Target target = targets.target(
                    new TargetAddress("kafka", Map.of("topic", queue.names().getFirst())));
            await().atMost(KafkaBench.PATIENCE).until(() -> DeliveryOutcome.DELIVERED.equals(attempt(target)));
            broker.kill();
            // An attempt that left before the lost connection was noticed may have arrived.
            await().atMost(KafkaBench.PATIENCE).until(() -> attempt(target) instanceof DeliveryOutcome.Unavailable);
            assertThat(attempt(target)).isInstanceOf(DeliveryOutcome.Unavailable.class);
        }
    }

    private static DeliveryOutcome attempt(Target target) throws InterruptedException {
        return target.deliver(
                new DeliveryAttempt(Messages.message().build(), 1, Instant.now().plusSeconds(2)));
    }

    @Test
    void shouldNotKnowWhatBecameOfWhatWasHandedOver() {
        broker.suspend();
        CompletableFuture<AppendResult> answer = append(writer, "held up");
        assertThat(answer).isNotCompleted();
        assertThat(answer.orTimeout(120, TimeUnit.SECONDS).join()).isInstanceOf(AppendResult.Unknown.class);
        broker.resume();
    }

    /** As happens where a process is starved or suspended: then a record is ready to be sent and overdue at once. */
    @Test
    void shouldNotDenyWhatIsSentThoughItsTimeIsOver() {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        // The answer comes on the producer's own thread, which stands still with whoever takes it.
        await().until(() -> {
            append(writer, "before").thenRun(() -> holdProducer(held, goOn));
            return held.await(100, TimeUnit.MILLISECONDS);
        });
        CompletableFuture<AppendResult> answer = append(writer, "overdue");
        Instant overdue = Instant.now().plusMillis(2_300);
        await().until(() -> Instant.now().isAfter(overdue));
        goOn.countDown();
        assertThat(answer.join()).isInstanceOf(AppendResult.Unknown.class);
        untilAppended(writer, "after");
        try (QueueReader reader = client.reader(queue, GROUP, new SliceRecorder())) {
            List<Lease> leases = new ArrayList<>();
            pollUntil(reader, leases, () -> texts(leases).contains("after"));
            assertThat(texts(leases)).contains("overdue");
        }
    }

    @Test
    void shouldGoOnByItselfWhenTheBrokerIsBack() {
        try (QueueReader reader = client.reader(queue, GROUP, new SliceRecorder())) {
            reader.acknowledge(poll(reader, 1).getFirst());
            broker.kill();
            assertThat(append(writer, "lost").join()).isNotInstanceOf(AppendResult.Appended.class);
            assertThat(reader.poll(Duration.ofMillis(200))).isEmpty();
            broker.start();
            untilAppended(writer, "after");
            List<Lease> leases = new ArrayList<>();
            pollUntil(reader, leases, () -> texts(leases).contains("after"));
            leases.forEach(reader::acknowledge);
        }
        try (QueueReader reader = client.reader(queue, GROUP, new SliceRecorder())) {
            untilAppended(writer, "last");
            assertThat(texts(poll(reader, 1))).containsOnly("last");
        }
    }

    @Test
    void shouldTellTheTruthAboutEachAppendAcrossKills() {
        Map<String, CompletableFuture<AppendResult>> answers = new ConcurrentHashMap<>();
        AtomicBoolean enough = new AtomicBoolean();
        Thread appender = Thread.ofPlatform().start(() -> {
            for (int n = 0; !enough.get(); n++) {
                String record = "record-" + n;
                CompletableFuture<AppendResult> answer = append(writer, record);
                answers.put(record, answer);
                LockSupport.parkNanos(200_000);
            }
        });
        for (int kill = 1; kill <= 2; kill++) {
            long goal = kill;
            await().atMost(KafkaBench.PATIENCE)
                    .until(() -> count(answers, AppendResult.Appended.class) >= goal * 2_000);
            broker.kill();
            await().atMost(KafkaBench.PATIENCE)
                    .until(() -> count(answers, AppendResult.NotAppended.class) >= goal * 100);
            broker.start();
            untilAppended(writer, "back");
        }
        enough.set(true);
        await().until(() -> !appender.isAlive());
        Set<String> stored = readAll(answers);
        assertThat(records(answers, AppendResult.Appended.class)).allMatch(stored::contains);
        assertThat(records(answers, AppendResult.NotAppended.class)).noneMatch(stored::contains);
    }

    private static void holdProducer(CountDownLatch held, CountDownLatch goOn) {
        if (!Thread.currentThread().getName().startsWith("kafka-producer")) {
            return;
        }
        held.countDown();
        try {
            assertThat(goOn.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> records(
            Map<String, CompletableFuture<AppendResult>> answers, Class<? extends AppendResult> kind) {
        return answers.entrySet().stream()
                .filter(answer -> kind.isInstance(answer.getValue().join()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Set<String> readAll(Map<String, CompletableFuture<AppendResult>> answers) {
        CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new))
                .join();
        untilAppended(writer, "end");
        try (QueueReader reader = client.reader(queue, GROUP, new SliceRecorder())) {
            List<Lease> leases = new ArrayList<>();
            pollUntil(
                    reader,
                    leases,
                    () -> !leases.isEmpty()
                            && leases.getLast().record().asUtf8().equals("end"));
            return new HashSet<>(texts(leases));
        }
    }

    private static long count(
            Map<String, CompletableFuture<AppendResult>> answers, Class<? extends AppendResult> kind) {
        return answers.values().stream()
                .filter(answer -> kind.isInstance(answer.getNow(new AppendResult.Unknown("open"))))
                .count();
    }
}
