package io.walgateway.log.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.QueueEntry;
import io.walgateway.core.registry.Plugins;
import io.walgateway.log.client.LogClients;
import io.walgateway.log.client.QueueClients;
import io.walgateway.log.client.StorageClients;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.LogEntry;
import io.walgateway.log.record.MessageIds;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.HeldQueue;
import io.walgateway.testkit.fake.storage.FaultyStorage;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import io.walgateway.testkit.fake.target.ScriptedTargetProvider;
import io.walgateway.testkit.sample.SampleMessages;
import io.walgateway.testkit.sample.SampleNamespaces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How what was read from a queue is appended once more, to a namespace as it is now. */
class AppenderTest {
    private static final int LARGE = HeldQueue.RECORD_BYTES_MAX + (64 << 10);
    private static final Set<ConsumerGroup> MAIN = Set.of(ConsumerGroup.ofTarget("orders", "main"));

    private final TestClock clock = new TestClock();
    private final HeldQueue queue = new HeldQueue();
    private final InMemoryStorage stored = new InMemoryStorage(clock);
    private final FaultyStorage storage = new FaultyStorage(stored);
    private final Plugins plugins = new Plugins(
            Map.of("held", queue),
            Map.of("scripted", new ScriptedTargetProvider(clock)),
            Map.of(storage.type(), storage));
    private final LogClients clients =
            LogClients.of(QueueClients.open(plugins, this::context), StorageClients.open(plugins, this::context));
    private final Appender appender =
            new Appender(plugins, clients, clock, new MessageIds(clock, new SplittableRandom(1)));
    private final NamespaceConfig withStorage =
            SampleNamespaces.withStorage("held", "scripted", Optional.of(InMemoryStorage.TYPE));
    private final NamespaceConfig withoutStorage = SampleNamespaces.withStorage("held", "scripted", Optional.empty());

    @AfterEach
    void close() {
        appender.close();
    }

    @Test
    void shouldAppendForTheGroupThatAsksAlone() {
        CompletableFuture<AppendResult> answer = append(small(), withoutStorage);
        queue.answers().getFirst().complete(AppendResult.APPENDED);
        assertThat(answer.join()).isEqualTo(AppendResult.APPENDED);
        assertThat(queue.entries().getFirst().groups()).isEqualTo(MAIN);
    }

    @Test
    void shouldTakeByClaimCheckWhatTheQueueOfTodayDoesNotTake() {
        CompletableFuture<AppendResult> answer = append(large(), withStorage);
        queue.answers().getFirst().complete(AppendResult.APPENDED);
        assertThat(answer.join()).isEqualTo(AppendResult.APPENDED);
        Message appended = message(queue.entries().getFirst());
        assertThat(appended.payload()).isEqualTo(Bytes.EMPTY);
        assertThat(appended.claim().orElseThrow().bytes()).isEqualTo(LARGE);
        assertThat(appended.claim().orElseThrow().targets()).containsExactly("main");
        assertThat(stored.keys("large")).hasSize(1);
    }

    @Test
    void shouldUseTheStandardStorageOfTheProcess() {
        StorageClients standard = StorageClients.open(
                plugins, this::context, Optional.of(new DurableStorageConfig(storage.type(), "wal", "")));
        try (Appender other = new Appender(
                plugins,
                new LogClients(clients.queues(), standard::storage, standard.standard()),
                clock,
                new MessageIds(clock, new SplittableRandom(1)))) {
            var _ = other.append(large(), withoutStorage, MAIN, AppendTerms.AGAIN);
            assertThat(message(queue.entries().getFirst()).claim()).isPresent();
        }
    }

    @Test
    void shouldSayThatItIsTooLargeWhereThereIsNoStorage() {
        assertThat(append(large(), withoutStorage).join())
                .isInstanceOfSatisfying(AppendResult.TooLarge.class, large -> {
                    assertThat(large.bytes()).isGreaterThan(LARGE);
                    assertThat(large.bytesMax()).isBetween(HeldQueue.RECORD_BYTES_MAX, LARGE);
                });
        assertThat(queue.entries()).isEmpty();
    }

    @Test
    void shouldLetGrowALittleWhatFittedAsAFirstWrite() {
        Message full = Messages.message()
                .payload("x".repeat(HeldQueue.RECORD_BYTES_MAX))
                .build();
        var _ = append(LogEntry.of(full), withoutStorage);
        assertThat(queue.entries()).hasSize(1);
        assertThat(appender.append(LogEntry.of(full), withoutStorage, MAIN, AppendTerms.FIRST_WRITE))
                .isCompletedWithValueMatching(AppendResult.TooLarge.class::isInstance);
    }

    @Test
    void shouldDeleteThePayloadThatTheQueueRefusedInTheEnd() {
        for (AppendResult refusal : List.of(new AppendResult.NotAppended("full"), new AppendResult.TooLarge(2, 1))) {
            CompletableFuture<AppendResult> answer = append(large(), withStorage);
            assertThat(stored.keys("large")).hasSize(1);
            queue.answers().getLast().complete(refusal);
            assertThat(answer.join()).isEqualTo(refusal);
            assertThat(stored.keys("large")).isEmpty();
        }
    }

    @Test
    void shouldNotAppendWhatTheStorageDoesNotTake() {
        storage.unavailable();
        assertThat(append(large(), withStorage).join())
                .isInstanceOfSatisfying(
                        AppendResult.NotAppended.class,
                        no -> assertThat(no.why()).startsWith("the payload is not in durable storage"));
        assertThat(queue.entries()).isEmpty();
    }

    @Test
    void shouldNotMindATargetWithoutAPluginForTheOthers() {
        NamespaceConfig gap = SampleNamespaces.withTarget("held", "unknown");
        var _ = append(small(), gap);
        assertThat(queue.entries()).hasSize(1);
        assertThat(appender.obstacle(gap)).isEmpty();
    }

    @Test
    void shouldAppendNothingWhereTheQueueHasNoPlugin() {
        NamespaceConfig gap = SampleNamespaces.withTarget("unknown", "scripted");
        assertThat(append(small(), gap).join())
                .isEqualTo(new AppendResult.NotAppended("not served: queue type UNKNOWN has no plugin here"));
        assertThat(appender.obstacle(gap)).isPresent();
    }

    @Test
    void shouldNotWaitLongerThanItsTermsSay() {
        assertThat(appender.append(small(), withoutStorage, MAIN, AppendTerms.AGAIN.within(Duration.ofMillis(20))))
                .succeedsWithin(Duration.ofSeconds(10))
                .isInstanceOf(AppendResult.Unknown.class);
    }

    @Test
    void shouldNotKnowWhatBecameOfItWhenTheWriterThrows() {
        HeldQueue broken = new HeldQueue(_ -> _ -> {
            throw new IllegalStateException("broken");
        });
        Plugins others = new Plugins(Map.of("held", broken), Map.of());
        try (Appender other = new Appender(
                others,
                new LogClients(_ -> Optional.of(broken), _ -> Optional.empty(), Optional.empty()),
                clock,
                new MessageIds(clock, new SplittableRandom(1)))) {
            assertThat(other.append(small(), withoutStorage, MAIN, AppendTerms.AGAIN))
                    .isCompletedWithValueMatching(AppendResult.Unknown.class::isInstance);
        }
    }

    private CompletableFuture<AppendResult> append(LogEntry entry, NamespaceConfig namespace) {
        return appender.append(entry, namespace, MAIN, AppendTerms.AGAIN).toCompletableFuture();
    }

    private static LogEntry small() {
        return LogEntry.of(Messages.message().build());
    }

    private static LogEntry large() {
        return LogEntry.of(Messages.message().payload("x".repeat(LARGE)).build());
    }

    private static Message message(QueueEntry entry) {
        return ((DecodedRecord.Intact) EnvelopeCodec.decode(SampleMessages.lease(entry.record()), "orders")).message();
    }

    private PluginContext context(String type) {
        return new PluginContext(Map.of(), clock, "test");
    }
}
