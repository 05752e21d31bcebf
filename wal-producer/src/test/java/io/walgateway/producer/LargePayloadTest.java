package io.walgateway.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.log.client.QueueClients;
import io.walgateway.log.client.StorageClients;
import io.walgateway.log.payload.PayloadPlace;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.MessageIds;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.HeldQueue;
import io.walgateway.testkit.fake.storage.FaultyStorage;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import io.walgateway.testkit.fake.target.ScriptedTargetProvider;
import io.walgateway.testkit.sample.SampleMessages;
import io.walgateway.testkit.sample.SampleNamespaces;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A payload that is too large for the queue is in durable storage, and the queue has a claim to it. */
class LargePayloadTest {
    private static final int LARGE = HeldQueue.RECORD_BYTES_MAX + 1000;

    private final TestClock clock = new TestClock();
    private final HeldQueue queue = new HeldQueue();
    private final InMemoryStorage stored = new InMemoryStorage(clock);
    private final FaultyStorage storage = new FaultyStorage(stored);
    private final Plugins plugins = new Plugins(
            Map.of("held", queue),
            Map.of("scripted", new ScriptedTargetProvider(clock)),
            Map.of(storage.type(), storage));
    private final NamespaceConfig namespace =
            SampleNamespaces.withStorage("held", "scripted", Optional.of(InMemoryStorage.TYPE));
    private final LogProducer producer = new LogProducer(
            plugins,
            QueueClients.open(plugins, this::context),
            StorageClients.open(plugins, this::context),
            clock,
            new MessageIds(clock, new SplittableRandom(1)),
            "eu");

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void shouldStoreThePayloadBeforeTheClaimIsAppended() {
        byte[] payload = random(LARGE);
        CompletableFuture<WriteResult> answer = append(request("k", payload));
        queue.answers().getFirst().complete(AppendResult.APPENDED);

        Message message = appended(0);
        assertThat(answer.join()).isEqualTo(new WriteResult.Durable(message.id()));
        assertThat(message.payload()).isEqualTo(Bytes.EMPTY);
        ClaimCheck claim = message.claim().orElseThrow();
        assertThat(claim.bytes()).isEqualTo(LARGE);
        assertThat(claim.items()).isEqualTo(17);
        assertThat(claim.targets()).containsExactly("copy", "main");
        assertThat(claim.key()).startsWith("claim/orders/" + message.id() + "/");
        assertThat(read(claim)).isEqualTo(payload);
    }

    @Test
    void shouldLeaveInTheQueueWhatFitsThere() {
        append(request("k", random(HeldQueue.RECORD_BYTES_MAX - 1000)));
        assertThat(appended(0).claim()).isEmpty();
        assertThat(stored.keys("large")).isEmpty();
    }

    @Test
    void shouldGoToTheStandardStorageWhereTheNamespaceNamesNone() {
        NamespaceConfig without = SampleNamespaces.withStorage("held", "scripted", Optional.empty());
        DurableStorageConfig standard = new DurableStorageConfig(storage.type(), "wal", "");
        try (LogProducer other = new LogProducer(
                plugins,
                QueueClients.open(plugins, this::context),
                StorageClients.open(plugins, this::context, Optional.of(standard)),
                clock,
                new MessageIds(clock, new SplittableRandom(1)),
                "eu")) {
            var _ = other.append(request("k", random(LARGE)), without);
            assertThat(appended(0).claim().orElseThrow().place())
                    .isEqualTo(new ClaimCheck.Place(storage.type(), "wal", ""));
        }
    }

    @Test
    void shouldStoreWhatOnlyItsEnvelopeMakesTooLarge() {
        append(request("k", random(HeldQueue.RECORD_BYTES_MAX - 10)));
        assertThat(appended(0).claim()).isPresent();
    }

    @Test
    void shouldKeepThePayloadForDelayRetriesAndAMonth() {
        append(request("k", random(LARGE)));
        Duration retries = Duration.ofMinutes(5);
        assertThat(appended(0).claim().orElseThrow().expiry())
                .isEqualTo(TestClock.START.plus(retries).plus(PayloadPlace.MARGIN));
    }

    @Test
    void shouldRefuseWhatItsStorageCannotKeepForSoLong() {
        Instant kept = TestClock.START.plus(Duration.ofMinutes(5)).plus(PayloadPlace.MARGIN);
        stored.keepNothingAfter(kept.minusMillis(1));

        assertThat(append(request("k", random(LARGE))).join())
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.violations())
                                .singleElement()
                                .satisfies(violation -> {
                                    assertThat(violation.path()).isEqualTo("lifecycle.delay");
                                    assertThat(violation.expectation())
                                            .startsWith(kept.minusMillis(1) + " at the latest");
                                }));
        assertThat(queue.entries()).isEmpty();

        append(request("k", random(1000)));
        stored.keepNothingAfter(kept);
        append(request("k", random(LARGE)));
        assertThat(queue.entries()).hasSize(2);
    }

    @Test
    void shouldAnswerFalseAndAppendNothingWhenTheStorageGoesAway() {
        storage.unavailableAfterPuts(3);
        assertThat(append(request("k", random(LARGE))).join())
                .isInstanceOfSatisfying(
                        WriteResult.NotDurable.class,
                        no -> assertThat(no.why())
                                .isEqualTo("the payload is not in durable storage memory large: the storage is away"));
        assertThat(queue.entries()).isEmpty();
    }

    @Test
    void shouldDeleteWhatTheQueueRefused() {
        CompletableFuture<WriteResult> answer = append(request("k", random(LARGE)));
        assertThat(stored.keys("large")).hasSize(1);
        queue.answers().getFirst().complete(new AppendResult.NotAppended("full"));
        assertThat(answer.join()).isInstanceOf(WriteResult.NotDurable.class);
        assertThat(stored.keys("large")).isEmpty();
    }

    @Test
    void shouldKeepWhatTheQueueMayHave() {
        CompletableFuture<WriteResult> answer = append(request("k", random(LARGE)));
        queue.answers().getFirst().complete(new AppendResult.Unknown("time-out"));
        assertThat(answer.join()).isInstanceOf(WriteResult.Unknown.class);
        assertThat(stored.keys("large")).hasSize(1);
    }

    @Test
    void shouldKeepEachTryOfAWriteByItself() {
        WriteToLogRequest request =
                request("k", random(LARGE)).toBuilder().setIdempotencyToken("t").build();
        append(request);
        queue.answers().getFirst().complete(AppendResult.APPENDED);
        append(request);
        assertThat(appended(0).id()).isEqualTo(appended(1).id());
        assertThat(stored.keys("large")).hasSize(2);
    }

    @Test
    void shouldSayWhatToDoWithoutDurableStorage() {
        NamespaceConfig without = SampleNamespaces.withStorage("held", "scripted", Optional.empty());
        WriteResult result = producer.append(request("k", random(LARGE)), without)
                .toCompletableFuture()
                .join();
        assertThat(result).isInstanceOfSatisfying(WriteResult.Refused.class, refused -> {
            Violation violation = refused.violations().getFirst();
            assertThat(violation.path()).isEqualTo("payload");
            assertThat(violation.value()).isEqualTo(LARGE + " bytes");
            assertThat(violation.expectation()).contains("at most 41").contains("durable_storage");
        });
        assertThat(queue.entries()).isEmpty();
    }

    @Test
    void shouldNotServeStorageWithoutAPlugin() {
        NamespaceConfig kv = SampleNamespaces.withStorage("held", "scripted", Optional.of("kv"));
        assertThat(producer.append(request("k", random(10)), kv)
                        .toCompletableFuture()
                        .join())
                .isEqualTo(
                        new WriteResult.NotServed(List.of("not served: durable storage type kv has no plugin here")));
    }

    @Test
    void shouldKeepTheOrderOfAKeyWhileAPayloadIsOnItsWay() {
        storage.holdingPuts();
        append(request("k", random(LARGE)));
        append(request("k", Bytes.utf8("behind").unsafeArray()));
        append(request("other", Bytes.utf8("alone").unsafeArray()));
        assertThat(queue.entries()).hasSize(1);
        assertThat(appended(0).payload()).isEqualTo(Bytes.utf8("alone"));

        storage.release();
        queue.answers().get(1).complete(AppendResult.APPENDED);

        assertThat(appended(1).claim()).isPresent();
        assertThat(appended(2).payload()).isEqualTo(Bytes.utf8("behind"));
        append(request("k", Bytes.utf8("later").unsafeArray()));
        queue.answers().get(2).complete(AppendResult.APPENDED);
        assertThat(appended(3).payload()).isEqualTo(Bytes.utf8("later"));
    }

    @Test
    void shouldHoldNoMoreOnTheWayThanItMay() {
        storage.holdingPuts();
        ByteString largest = ByteString.copyFrom(new byte[ClaimCheck.BYTES_MAX]);
        WriteToLogRequest request =
                request("", new byte[0]).toBuilder().setPayload(largest).build();
        assertThat(append(request)).isNotDone();
        assertThat(append(request)).isNotDone();
        assertThat(append(request).join())
                .isInstanceOfSatisfying(
                        WriteResult.NotDurable.class, no -> assertThat(no.why()).contains("more than 134217728 bytes"));
        assertThat(queue.entries()).isEmpty();
    }

    private CompletableFuture<WriteResult> append(WriteToLogRequest request) {
        return producer.append(request, namespace).toCompletableFuture();
    }

    private Message appended(int index) {
        DecodedRecord record = EnvelopeCodec.decode(
                SampleMessages.lease(queue.entries().get(index).record()), "orders");
        return ((DecodedRecord.Intact) record).message();
    }

    private byte[] read(ClaimCheck claim) {
        DurableStorage from = stored.storage(new DurableStorageConfig(InMemoryStorage.TYPE, "large", ""));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int item = 0; item < claim.items(); item++) {
            whole.writeBytes(from.get(claim.key(), item)
                    .toCompletableFuture()
                    .join()
                    .orElseThrow()
                    .unsafeArray());
        }
        return whole.toByteArray();
    }

    private PluginContext context(String type) {
        return new PluginContext(Map.of(), clock, "test");
    }

    private static byte[] random(int bytes) {
        byte[] payload = new byte[bytes];
        new Random(1).nextBytes(payload);
        return payload;
    }

    private static WriteToLogRequest request(String key, byte[] payload) {
        return WriteToLogRequest.newBuilder()
                .setNamespace("orders")
                .setPayload(ByteString.copyFrom(payload))
                .setOrderingKey(ByteString.copyFromUtf8(key))
                .build();
    }
}
