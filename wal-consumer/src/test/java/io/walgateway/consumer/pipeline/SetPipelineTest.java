package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.SetMarker;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.Delays;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.Policies;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.queue.AppendResult;
import io.walgateway.core.set.MutationSet;
import io.walgateway.core.set.SetKeys;
import io.walgateway.core.set.SetPolicy;
import io.walgateway.core.set.SetPolicy.OnRejected;
import io.walgateway.core.set.SetRules;
import io.walgateway.core.set.SetState;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.log.record.LogEntry;
import io.walgateway.log.record.Redrive;
import io.walgateway.log.set.IncomingPart;
import io.walgateway.log.set.PartIntake;
import io.walgateway.log.set.SetAnswer;
import io.walgateway.log.set.SetParts;
import io.walgateway.log.set.SetSealing;
import io.walgateway.log.set.SetStore;
import io.walgateway.proto.v1.StoredPart;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sets are applied part by part, each once, whatever fails. */
class SetPipelineTest {
    private static final String PLACE = "sets";

    private final PipelineHarness harness = new PipelineHarness();
    private final DurableStorage storage =
            harness.stored.storage(new DurableStorageConfig(InMemoryStorage.TYPE, PLACE, ""));

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void shouldApplyAllPartsInSequenceAndRemoveThem() {
        complete("s", List.of("there"), Optional.empty(), "a", "b", "c");
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> state("s") instanceof SetState.Applied);
            await().until(() -> harness.count("wal.consumer.attempts", "outcome", "delivered") == 1);
        }
        assertThat(payloads("there")).containsExactly("a", "b", "c");
        assertThat(harness.stored.keys(PLACE))
                .allMatch(key ->
                        key.equals("set/orders/s") || key.endsWith("/settled") || key.startsWith("sets/orders/"));
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void shouldApplyEachPartToItsOwnTarget() {
        Message first = part("a", Optional.of(harness.address("one")));
        store("s", first);
        store("s", part("b", Optional.of(harness.address("two"))));
        store("s", part("c", Optional.of(harness.address("one"))));
        seal("s", 3, List.of("@request"));
        try (Pipeline _ = harness.start(harness.toRequestTargets())) {
            await().until(() -> state("s") instanceof SetState.Applied);
        }
        assertThat(payloads("one")).containsExactly("a", "c");
        assertThat(payloads("two")).containsExactly("b");
    }

    @Test
    void shouldRetryTheFailedPartAloneAndCountEachPartAfresh() {
        complete("s", List.of("there"), Optional.empty(), "a", "b", "c");
        harness.target.on(is("b"), new DeliveryOutcome.Failed("not yet"), new DeliveryOutcome.Failed("not yet"));
        harness.target.on(is("c"), new DeliveryOutcome.Failed("not yet"), new DeliveryOutcome.Unknown("perhaps"));
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> state("s") instanceof SetState.Applied);
        }
        assertThat(tried("there")).containsExactly("a", "b", "b", "b", "c", "c", "c");
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void shouldGoOnWhereItWasAfterACrash() {
        complete("s", List.of("there"), Optional.empty(), "a", "b", "c");
        harness.target.always(is("c"), new DeliveryOutcome.Unavailable("away"));
        try (Pipeline pipeline = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> pipeline.status().endpointsAway() == 1);
        }
        harness.target.forgetScript();
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> state("s") instanceof SetState.Applied);
        }
        assertThat(payloads("there")).containsExactly("a", "b", "c");
    }

    /** The server may have died before it noted that, and a sweeper would queue the marker once more. */
    @Test
    void shouldNoteThatAMarkerInHandIsQueued() {
        complete("s", List.of("there"), Optional.empty(), "a", "b");
        SetStore.Held queued = set("s").find().toCompletableFuture().join().orElseThrow();
        assertThat(set("s").move(queued, new SetState.Sealed(2, Bytes.EMPTY))
                        .toCompletableFuture()
                        .join())
                .isPresent();
        harness.target.always(is("b"), new DeliveryOutcome.Unavailable("away"));
        try (Pipeline pipeline = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> pipeline.status().endpointsAway() == 1);
            assertThat(state("s")).isEqualTo(new SetState.Queued(2));
            harness.target.forgetScript();
            await().until(() -> state("s") instanceof SetState.Applied);
        }
        assertThat(payloads("there")).containsExactly("a", "b");
    }

    @Test
    void shouldWaitForTheStorageWhileOthersGoOn() {
        complete("s", List.of("there"), Optional.empty(), "a", "b");
        harness.storage.unavailable();
        Message other = Messages.message().build();
        harness.append(other);
        try (Pipeline pipeline = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> pipeline.status().endpointsAway() == 1);
            await().until(() -> harness.target.delivered().contains(other));
            harness.storage.heal();
            await().until(() -> state("s") instanceof SetState.Applied);
        }
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void shouldStopWhereAPartIsRejectedAndGoOnFromThereWhenEditedAndRedriven() {
        complete("s", List.of("there"), Optional.empty(), "a", "bad", "c");
        harness.target.always(is("bad"), new DeliveryOutcome.Rejected("malformed"));
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> harness.deadLetters().count() == 1);
            await().until(() -> state("s") instanceof SetState.DeadLettered);
            DecodedRecord.Intact letter =
                    (DecodedRecord.Intact) harness.deadLetters().findFirst().orElseThrow();
            assertThat(letter.deadLetter().orElseThrow().lastError()).isEqualTo("part 1 of 3: malformed");
            assertThat(marker(letter.message()).stoppedAt()).contains(1);

            Bytes record = harness.memory.entries("orders-dlq").getFirst().record();
            LogEntry revived = new Redrive(Optional.of(Bytes.utf8("good")), Optional.empty(), Optional.empty())
                    .apply(record, "orders", 1, Instant.now())
                    .entry();
            harness.append(revived.key(), Bytes.wrap(revived.record().toByteArray()));
            await().until(() -> state("s") instanceof SetState.Applied);
        }
        assertThat(payloads("there")).containsExactly("a", "good", "c");
    }

    @Test
    void shouldDeadLetterTheSetWhenAPartUsesUpItsAttempts() {
        complete("s", List.of("there"), Optional.empty(), "a", "bad", "c");
        harness.target.always(is("bad"), new DeliveryOutcome.Failed("again"));
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> harness.deadLetters().count() == 1);
        }
        assertThat(tried("there")).containsExactly("a", "bad", "bad", "bad");
    }

    @Test
    void shouldSkipARejectedPartWhereTheDocumentSaysSo() {
        NamespaceConfig before = harness.document;
        harness.document = new NamespaceConfig(
                before.name(),
                before.revision(),
                before.shard(),
                before.consumerStack(),
                before.ordering(),
                before.queues(),
                before.targets(),
                new Policies(
                        before.retry(),
                        Limits.DEFAULT,
                        Delays.NONE,
                        NamespaceConfig.Access.OPEN,
                        new SetPolicy(10, 1000, Duration.ofHours(1), OnRejected.SKIP)),
                Optional.empty());
        complete("s", List.of("there"), Optional.empty(), "a", "bad", "c", "worse", "e");
        harness.target.always(is("bad"), new DeliveryOutcome.Rejected("malformed"));
        harness.target.always(is("worse"), new DeliveryOutcome.Failed("again"));
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> state("s") instanceof SetState.Applied);
        }
        assertThat(payloads("there")).containsExactly("a", "c", "e");
        assertThat(harness.deadLetters()
                        .map(letter -> ((DecodedRecord.Intact) letter)
                                .message()
                                .payload()
                                .asUtf8()))
                .containsExactly("bad", "worse");
    }

    @Test
    void shouldSettleAMarkerThatIsThereTwice() {
        complete("s", List.of("there"), Optional.empty(), "a", "b");
        Bytes record = harness.memory.entries("orders").getFirst().record();
        harness.append(Bytes.EMPTY, record);
        Message last = Messages.message().build();
        harness.append(last);
        try (Pipeline pipeline = harness.start(harness.toNamespaceTarget(Ordering.KEY))) {
            await().until(() -> state("s") instanceof SetState.Applied);
            await().until(() ->
                    pipeline.status().held() == 0 && harness.target.delivered().contains(last));
        }
        assertThat(harness.deadLetters()).isEmpty();
        assertThat(payloads("there")).contains("a", "b");
    }

    @Test
    void shouldGivePartsTheWriteTimeOfTheirMarkerInTheirOrder() {
        complete("s", List.of("there"), Optional.empty(), "a", "b");
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> state("s") instanceof SetState.Applied);
        }
        List<Instant> times = harness.target.delivered().stream()
                .map(message -> message.lifecycle().writeTime())
                .toList();
        assertThat(times.get(1)).isEqualTo(times.get(0).plusNanos(1_000));
    }

    @Test
    void shouldRejectAMarkerWhoseSetIsNotSealedOrGone() {
        store("open", part("a", Optional.empty()));
        harness.append(message("open", "generation-open", 1, List.of("there"), Bytes.EMPTY));
        harness.append(message("gone", "generation", 1, List.of("there"), Bytes.EMPTY));
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> harness.deadLetters().count() == 2);
        }
        assertThat(harness.deadLetters()
                        .map(letter -> ((DecodedRecord.Intact) letter)
                                .deadLetter()
                                .orElseThrow()
                                .lastError()))
                .anyMatch(error -> error.contains("it is not sealed"))
                .anyMatch(error -> error.contains("not in durable storage"));
        assertThat(payloads("there")).isEmpty();
    }

    @Test
    void shouldApplySetsOfAKeyOneAfterTheOtherAndInOrderWithItsSingleWrites() {
        Message before = Messages.message().key("k").build();
        harness.append(before);
        complete("one", List.of("there"), Optional.of("k"), "a", "b");
        complete("two", List.of("there"), Optional.of("k"), "c", "d");
        Message after = Messages.message().key("k").build();
        harness.append(after);
        harness.target.on(is("a"), new DeliveryOutcome.Failed("not yet"));
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.KEY))) {
            await().until(() -> harness.target.delivered().contains(after));
        }
        assertThat(payloads("there"))
                .containsExactly(
                        before.payload().asUtf8(),
                        "a",
                        "b",
                        "c",
                        "d",
                        after.payload().asUtf8());
    }

    @Test
    void shouldKeepThePartsUntilEachTargetHasThem() {
        complete("s", List.of("copy", "there"), Optional.empty(), "a", "b");
        try (Pipeline pipeline = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() ->
                    harness.target.delivered().size() == 2 && pipeline.status().held() == 0);
        }
        assertThat(state("s")).isEqualTo(new SetState.Queued(2));
        PipelineSpec there = harness.toNamespaceTarget(Ordering.NONE);
        PipelineSpec copy = new PipelineSpec(
                "orders",
                there.queue(),
                Ordering.NONE,
                Optional.of(new TargetConfig(
                        "copy",
                        harness.address("copy"),
                        PipelineHarness.THREE_QUICK_ATTEMPTS,
                        16,
                        TargetConfig.DEFAULT_DELIVERY_TIMEOUT)),
                Set.of(),
                there.retry(),
                Optional.empty());
        try (Pipeline _ = harness.start(copy)) {
            await().until(() -> state("s") instanceof SetState.Applied);
        }
        assertThat(payloads("copy")).containsExactly("a", "b");
    }

    @Test
    void shouldReadLargePartsAgainAfterAnOutage() {
        String large = "x".repeat(100_000);
        complete("s", List.of("there"), Optional.empty(), large, "b");
        harness.target.on(
                is(large),
                new DeliveryOutcome.Failed("not yet"),
                new DeliveryOutcome.Unavailable("away"),
                new DeliveryOutcome.Failed("not yet"));
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> state("s") instanceof SetState.Applied);
        }
        assertThat(tried("there")).hasSize(5);
        assertThat(payloads("there")).containsExactly(large, "b");
    }

    private void complete(String id, List<String> targets, Optional<String> key, String... payloads) {
        for (String payload : payloads) {
            store(id, part(payload, Optional.empty()));
        }
        seal(id, payloads.length, targets, Bytes.utf8(key.orElse("")));
    }

    private static Message part(String payload, Optional<TargetAddress> target) {
        return Messages.message()
                .build()
                .with(new Message.Inline(Bytes.utf8(payload)))
                .with(new Message.Routing(target, "", Bytes.EMPTY));
    }

    private final Map<String, Integer> next = new HashMap<>();

    private void store(String id, Message part) {
        int sequence = next.merge(id, 1, Integer::sum) - 1;
        Instant now = harness.clock.instant();
        MutationSet fresh = new MutationSet(
                "generation-" + id, now.plusSeconds(600), now.plusSeconds(9_999), part.target(), SetState.Open.NEW);
        StoredPart stored = SetParts.stored(part, Bytes.utf8("sha" + sequence), false);
        SetAnswer answer = new PartIntake()
                .accept(set(id), new IncomingPart(rules(id), fresh, sequence, stored, now))
                .toCompletableFuture()
                .join();
        assertThat(answer).isEqualTo(SetAnswer.DONE);
    }

    private void seal(String id, int total, List<String> targets) {
        seal(id, total, targets, Bytes.EMPTY);
    }

    private void seal(String id, int total, List<String> targets, Bytes key) {
        SetAnswer answer = new SetSealing(
                        set(id),
                        rules(id),
                        total,
                        set -> EnvelopeCodec.encode(message(id, set.generation(), total, targets, key)
                                .with(new Message.Routing(set.target(), "", key))),
                        record -> {
                            harness.append(key, record);
                            return CompletableFuture.completedStage(AppendResult.APPENDED);
                        })
                .carryOut(harness.clock.instant())
                .toCompletableFuture()
                .join();
        assertThat(answer).isEqualTo(SetAnswer.DONE);
    }

    private Message message(String id, String generation, int total, List<String> targets, Bytes key) {
        return Messages.message()
                .build()
                .with(new Message.Marked(new SetMarker(
                        new ClaimCheck.Place(InMemoryStorage.TYPE, PLACE, ""),
                        id,
                        generation,
                        total,
                        targets,
                        harness.clock.instant().plusSeconds(9_999),
                        Optional.empty(),
                        Optional.empty())))
                .with(Message.Routing.toAll(key));
    }

    private static SetMarker marker(Message message) {
        return ((Message.Marked) message.body()).marker();
    }

    private SetState state(String id) {
        return set(id).find().toCompletableFuture().join().orElseThrow().set().state();
    }

    private SetStore set(String id) {
        return new SetStore(storage, new SetKeys("orders", id));
    }

    private static SetRules rules(String id) {
        return new SetRules(id, SetPolicy.DEFAULT);
    }

    private static Predicate<Message> is(String payload) {
        return message -> message.payload().equals(Bytes.utf8(payload));
    }

    private List<String> payloads(String target) {
        return harness.provider.target(target).delivered().stream()
                .map(message -> message.payload().asUtf8())
                .toList();
    }

    private List<String> tried(String target) {
        return Stream.of(harness.provider.target(target).attempts())
                .flatMap(List::stream)
                .map(attempt -> attempt.message().payload().asUtf8())
                .toList();
    }
}
