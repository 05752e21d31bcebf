package io.walgateway.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.SetMarker;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetState;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.log.client.QueueClients;
import io.walgateway.log.client.StorageClients;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.MessageIds;
import io.walgateway.log.set.SetStore;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.Lifecycle;
import io.walgateway.proto.v1.PluginTarget;
import io.walgateway.proto.v1.Target;
import io.walgateway.proto.v1.WriteToLogRequest;
import io.walgateway.testkit.fake.TestClock;
import io.walgateway.testkit.fake.queue.HeldQueue;
import io.walgateway.testkit.fake.storage.FaultyStorage;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import io.walgateway.testkit.fake.target.ScriptedTargetProvider;
import io.walgateway.testkit.sample.SampleNamespaces;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Parts lie in durable storage; the queue gets their marker when all are there. */
class MutationSetTest {
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
    void shouldQueueTheMarkerAloneWhenAllPartsAreThere() {
        assertThat(part(1, "b").join()).isInstanceOf(WriteResult.Durable.class);
        assertThat(part(0, "a").join()).isInstanceOf(WriteResult.Durable.class);
        assertThat(queue.entries()).isEmpty();
        assertThat(state()).isEqualTo(SetState.Open.NEW);

        CompletableFuture<WriteResult> answer = write(marker(2)
                .setOrderingKey(ByteString.copyFromUtf8("cart"))
                .setLifecycle(
                        Lifecycle.newBuilder().setDelay(Duration.newBuilder().setSeconds(60))));
        assertThat(answer).isNotDone();
        assertThat(state()).isInstanceOf(SetState.Sealed.class);
        assertThat(queue.entries()).hasSize(1);
        Message message = queued(0);
        assertThat(message.orderingKey()).isEqualTo(Bytes.utf8("cart"));
        assertThat(message.lifecycle().due()).isEqualTo(clock.instant().plusSeconds(60));
        assertThat(message.body()).isInstanceOfSatisfying(Message.Marked.class, marked -> {
            SetMarker set = marked.marker();
            assertThat(set.id()).isEqualTo("cart-7");
            assertThat(set.parts()).isEqualTo(2);
            assertThat(set.targets()).containsExactly("copy", "main");
        });
        queue.answers().getFirst().complete(AppendResult.APPENDED);
        assertThat(answer.join()).isEqualTo(new WriteResult.Durable(message.id()));
        assertThat(state()).isEqualTo(new SetState.Queued(2));
        assertThat(stored.keys("large"))
                .as("listed until it is applied")
                .anyMatch(key -> key.startsWith("sets/orders/open/"))
                .noneMatch(key -> key.startsWith("sets/orders/sealed/"));
    }

    @Test
    void shouldNameWhatIsMissingAndQueueNothing() {
        part(0, "a").join();
        part(2, "c").join();
        assertThat(write(marker(5)).join()).isEqualTo(new WriteResult.Incomplete("cart-7", 5, List.of(1, 3, 4)));
        assertThat(write(marker(3).setNamespace("orders")).join())
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.violations().toString())
                                .contains("batch_part.parts_total: 3 (expected: 5"));
        assertThat(queue.entries()).isEmpty();
        Stream.of(1, 3, 4).forEach(sequence -> part(sequence, "x").join());
        var _ = write(marker(5));
        assertThat(queue.entries()).hasSize(1);
    }

    @Test
    void shouldKnowNoPartsOfASetThatWasNeverBegun() {
        assertThat(write(marker(2)).join()).isEqualTo(new WriteResult.Incomplete("cart-7", 2, List.of(0, 1)));
        assertThat(stored.keys("large")).isEmpty();
    }

    @Test
    void shouldTakeARepeatedPartForFreeAndRefuseOtherContent() {
        part(0, "a").join();
        List<String> before = stored.keys("large");
        clock.advance(java.time.Duration.ofSeconds(5));
        assertThat(write(request(0, "a").setIdempotencyToken("again")).join()).isInstanceOf(WriteResult.Durable.class);
        assertThat(stored.keys("large")).isEqualTo(before);
        assertThat(part(0, "other").join())
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.violations().toString())
                                .containsPattern(
                                        "batch_part.sequence: 0 with the checksum [0-9a-f]{16} \\(expected: the"
                                                + " content that set cart-7 has there, with the checksum [0-9a-f]{16}\\)"));
    }

    @Test
    void shouldConvergeWhenTheMarkerIsRepeated() {
        part(0, "a").join();
        CompletableFuture<WriteResult> first = write(marker(1));
        queue.answers().getFirst().complete(new AppendResult.Unknown("lost"));
        assertThat(first.join())
                .isInstanceOfSatisfying(
                        WriteResult.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains("sealed", "lost"));

        CompletableFuture<WriteResult> second = write(marker(1));
        queue.answers().get(1).complete(AppendResult.APPENDED);
        assertThat(second.join()).isInstanceOf(WriteResult.Durable.class);
        assertThat(queued(1)).isEqualTo(queued(0));

        assertThat(write(marker(1)).join()).isEqualTo(second.join());
        assertThat(queue.entries()).hasSize(2);
    }

    @Test
    void shouldNeverSayFalseOfASealedSet() {
        part(0, "a").join();
        CompletableFuture<WriteResult> answer = write(marker(1));
        queue.answers().getFirst().complete(new AppendResult.NotAppended("away"));
        assertThat(answer.join()).isInstanceOf(WriteResult.Unknown.class);
        assertThat(state()).isInstanceOf(SetState.Sealed.class);
    }

    @Test
    void shouldRefusePartsAfterTheSeal() {
        part(0, "a").join();
        var _ = write(marker(1));
        assertThat(part(1, "b").join())
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.violations().toString())
                                .contains("set cart-7 has 1 parts, it is sealed"));
        assertThat(part(0, "a").join()).as("repeated").isInstanceOf(WriteResult.Durable.class);
    }

    @Test
    void shouldRefuseAMarkerThatGivesTooFewAndTakeTheRightOneThen() {
        part(0, "a").join();
        part(1, "b").join();
        assertThat(write(marker(1)).join()).isInstanceOf(WriteResult.Refused.class);
        var _ = write(marker(2));
        assertThat(queue.entries()).hasSize(1);
    }

    @Test
    void shouldRefuseASetThatIsTooLarge() {
        byte[] large = new byte[250 << 10];
        int parts = (64 << 20) / large.length + 2;
        for (int sequence = 0; sequence < parts; sequence++) {
            assertThat(write(request(sequence, "").setPayload(ByteString.copyFrom(large)))
                            .join())
                    .isInstanceOf(WriteResult.Durable.class);
        }
        assertThat(write(marker(parts)).join())
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.violations().toString())
                                .contains("at most 67108864 bytes in all parts together"));
        assertThat(queue.entries()).isEmpty();
    }

    @Test
    void shouldRefuseAPartThatDoesNotFit() {
        WriteToLogRequest.Builder large = request(0, "").setPayload(ByteString.copyFrom(new byte[256 << 10]));
        assertThat(write(large).join())
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.violations().toString())
                                .contains("payload: 262144 bytes in part 0", "consecutive sequences"));
        assertThat(stored.keys("large")).isEmpty();
    }

    @Test
    void shouldRefuseSetsWhereThereIsNoDurableStorage() {
        NamespaceConfig without = SampleNamespaces.withStorage("held", "scripted", Optional.empty());
        assertThat(producer.append(request(0, "a").build(), without)
                        .toCompletableFuture()
                        .join())
                .isEqualTo(new WriteResult.Refused(List.of(new Violation(
                        "batch_part",
                        "of set cart-7",
                        "absent, because orders has no durable storage (durable_storage in its document, or the"
                                + " server's)"))));
    }

    @Test
    void shouldRefuseAMixOfPartsWithTargetsAndWithout() {
        part(0, "a").join();
        assertThat(write(request(1, "b").setTarget(scripted())).join())
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.violations().toString())
                                .contains("target: present (expected: absent, as in the first part of set cart-7"));
    }

    @Test
    void shouldSendTheMarkerOfPartsWithTargetsToTheGroupForThem() {
        write(request(0, "a").setTarget(scripted())).join();
        var _ = write(marker(1));
        assertThat(queued(0).target()).isPresent();
        assertThat(queued(0).body())
                .isInstanceOfSatisfying(
                        Message.Marked.class,
                        marked -> assertThat(marked.marker().targets()).containsExactly("@request"));
    }

    @Test
    void shouldRefuseATargetThatIsNotAllowed() {
        Target wrong = Target.newBuilder()
                .setPlugin(PluginTarget.newBuilder().setType("pigeon"))
                .build();
        assertThat(write(request(0, "a").setTarget(wrong)).join()).isInstanceOf(WriteResult.Refused.class);
        assertThat(stored.keys("large")).isEmpty();
    }

    @Test
    void shouldTellTheTruthWhileTheStorageIsAway() {
        storage.unavailable();
        assertThat(part(0, "a").join()).isInstanceOf(WriteResult.NotDurable.class);
        assertThat(write(marker(1)).join()).isInstanceOf(WriteResult.NotDurable.class);
        storage.heal();
        assertThat(part(0, "a").join()).isInstanceOf(WriteResult.Durable.class);
    }

    @Test
    void shouldTellWhatIsKnownOfASet() {
        assertThat(report("cart-7")).isEqualTo(new SetReport.Absent());
        part(0, "a").join();
        part(3, "d").join();
        assertThat(report("cart-7")).isInstanceOfSatisfying(SetReport.Found.class, found -> {
            assertThat(found.facts().parts()).isEqualTo(2);
            assertThat(found.facts().missing()).containsExactly(1, 2);
            assertThat(found.facts().progress()).isEmpty();
        });
        write(marker(5)).join();
        assertThat(report("cart-7"))
                .isInstanceOfSatisfying(
                        SetReport.Found.class,
                        found -> assertThat(found.facts().missing()).containsExactly(1, 2, 4));
        Stream.of(1, 2, 4).forEach(sequence -> part(sequence, "x").join());
        var _ = write(marker(5));
        assertThat(report("cart-7"))
                .isInstanceOfSatisfying(
                        SetReport.Found.class,
                        found -> assertThat(found.facts().progress()).isEqualTo(Map.of("copy", 0, "main", 0)));
        storage.unavailable();
        assertThat(report("cart-7")).isInstanceOf(SetReport.Away.class);
    }

    private SetReport report(String id) {
        return producer.find(id, namespace, java.time.Duration.ofSeconds(5))
                .toCompletableFuture()
                .join();
    }

    @Test
    void shouldRefuseWhatComesAfterTheExpiry() {
        part(0, "a").join();
        clock.advance(java.time.Duration.ofHours(1));
        assertThat(part(1, "b").join()).isInstanceOf(WriteResult.Refused.class);
        assertThat(write(marker(1)).join()).isInstanceOf(WriteResult.Refused.class);
        assertThat(queue.entries()).isEmpty();
    }

    /** A set that no sweeper would find must not begin. */
    @Test
    void shouldStoreNothingOfASetThatCannotBeListed() {
        List<String> sameHash = Stream.of("Aa", "BB")
                .flatMap(first -> Stream.of("Aa", "BB").map(second -> first + second))
                .flatMap(half -> Stream.of("AaAa", "AaBB", "BBAa").map(other -> half + other))
                .toList();
        assertThat(sameHash.stream().mapToInt(String::hashCode).distinct()).hasSize(1);
        List<WriteResult> results =
                sameHash.stream().map(id -> write(ofSet(id)).join()).toList();
        assertThat(results.subList(0, 8)).allMatch(WriteResult.Durable.class::isInstance);
        assertThat(results.subList(8, 12))
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                WriteResult.NotDurable.class,
                                not -> assertThat(not.why()).contains("the same hash")));
        assertThat(found(sameHash.getLast())).isEmpty();
    }

    private static WriteToLogRequest.Builder ofSet(String id) {
        return request(0, "a").setBatchPart(BatchPart.newBuilder().setBatchId(id));
    }

    private SetState state() {
        return found("cart-7").orElseThrow().set().state();
    }

    private Optional<SetStore.Held> found(String id) {
        DurableStorage place = stored.storage(new DurableStorageConfig(InMemoryStorage.TYPE, "large", ""));
        return new SetStore(place, new SetKeys("orders", id))
                .find()
                .toCompletableFuture()
                .join();
    }

    private Message queued(int index) {
        Lease lease = new Lease(
                new Slice("orders", 0, 0),
                index,
                Bytes.EMPTY,
                queue.entries().get(index).record(),
                clock.instant(),
                0);
        return ((DecodedRecord.Intact) EnvelopeCodec.decode(lease, "orders")).message();
    }

    private CompletableFuture<WriteResult> part(int sequence, String payload) {
        return write(request(sequence, payload));
    }

    private CompletableFuture<WriteResult> write(WriteToLogRequest.Builder request) {
        return producer.append(request.build(), namespace).toCompletableFuture();
    }

    private static WriteToLogRequest.Builder request(int sequence, String payload) {
        return WriteToLogRequest.newBuilder()
                .setNamespace("orders")
                .setPayload(ByteString.copyFromUtf8(payload))
                .setBatchPart(BatchPart.newBuilder().setBatchId("cart-7").setSequence(sequence));
    }

    private static WriteToLogRequest.Builder marker(int total) {
        return WriteToLogRequest.newBuilder()
                .setNamespace("orders")
                .setBatchPart(BatchPart.newBuilder().setBatchId("cart-7").setPartsTotal(total));
    }

    private static Target scripted() {
        return Target.newBuilder()
                .setPlugin(PluginTarget.newBuilder().setType("scripted"))
                .build();
    }

    private PluginContext context(String type) {
        return new PluginContext(Map.of(), clock, "test " + type);
    }
}
