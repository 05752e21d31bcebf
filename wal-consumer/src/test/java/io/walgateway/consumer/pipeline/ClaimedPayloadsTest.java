package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.consumer.payload.PayloadReferences;
import io.walgateway.consumer.route.PipelineSpec;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.storage.DurableStorage;
import io.walgateway.core.target.DeliveryOutcome;
import io.walgateway.log.record.DecodedRecord;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.storage.InMemoryStorage;
import io.walgateway.testkit.fake.target.Gate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Payloads that lie in durable storage are brought back, and removed when each target has settled. */
class ClaimedPayloadsTest {
    private static final String PLACE = "large";
    private static final int BYTES = DurableStorage.ITEM_BYTES_MAX + 100;

    private final PipelineHarness harness = new PipelineHarness();
    private final DurableStorage storage =
            harness.stored.storage(new DurableStorageConfig(InMemoryStorage.TYPE, PLACE, ""));

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void shouldDeliverThePayloadAndRemoveItWhenEachTargetHasSettled() {
        Bytes payload = payload(BYTES);
        Message message = claimed(payload, List.of("copy", "there"));
        harness.append(message);
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> harness.target.delivered().size() == 1);
            assertThat(harness.target.delivered()).containsExactly(message.with(new Message.Inline(payload)));
        }
        assertThat(keys()).containsExactly(key(message), claim(message).settledKey());

        try (Pipeline _ = harness.start(toCopy())) {
            await().until(() -> keys().equals(List.of(claim(message).settledKey())));
        }
        assertThat(harness.provider.target("copy").delivered())
                .containsExactly(message.with(new Message.Inline(payload)));
    }

    @Test
    void shouldTakeAsSettledWhatComesAgainAfterItsPayloadWasRemoved() {
        Message message = claimed(payload(BYTES), List.of("there"));
        harness.append(message);
        try (Pipeline pipeline = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> !keys().contains(key(message)));
            harness.append(message);
            Message next = Messages.message().build();
            harness.append(next);
            await().until(() -> harness.target.delivered().contains(next));
            await().until(() -> pipeline.status().held() == 0);
            assertThat(harness.count("wal.consumer.attempts", "outcome", "skipped"))
                    .isEqualTo(1);
            assertThat(harness.count("wal.consumer.attempts", "outcome", "delivered"))
                    .isEqualTo(2);
        }
        assertThat(harness.target.attempts(message.id())).hasSize(1);
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void shouldWaitForTheStorageWithoutUsingUpAttemptsWhileOthersGoOn() {
        harness.storage.unavailable();
        Message waiting = claimed(payload(BYTES), List.of("there"));
        Message other = Messages.message().build();
        harness.append(waiting);
        harness.append(other);
        try (Pipeline pipeline = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> pipeline.status().endpointsAway() == 1);
            await().until(() -> harness.target.delivered().contains(other));
            assertThat(harness.target.attempts(waiting.id())).isEmpty();
            harness.storage.heal();
            await().until(() -> harness.target.delivered().size() == 2);
        }
        assertThat(harness.target.attempts(waiting.id()))
                .extracting(each -> each.attempt().number())
                .containsExactly(1);
    }

    @Test
    void shouldDeadLetterTheClaimWhenThePayloadIsGone() {
        Message message = claimed(payload(BYTES), List.of("there"));
        settled(storage.delete(key(message)));
        assertThat(onlyDeadLetterOf(message))
                .contains("item 0 of 2 is not there")
                .contains(key(message));
    }

    @Test
    void shouldDeadLetterTheClaimWhenThePayloadIsAnother() {
        Message message = claimed(payload(BYTES), List.of("there"));
        settled(storage.put(key(message), 1, payload(100), claim(message).expiry()));
        assertThat(onlyDeadLetterOf(message)).contains("checksum");
    }

    @Test
    void shouldDeadLetterTheClaimWhoseStorageHasNoPlugin() {
        Message message = claimed(payload(BYTES), List.of("there"));
        ClaimCheck claim = claim(message);
        Message lost = message.with(new Message.Claimed(new ClaimCheck(
                new ClaimCheck.Place("pigeon", PLACE, ""),
                claim.key(),
                claim.bytes(),
                claim.items(),
                claim.crc32c(),
                claim.expiry(),
                claim.targets())));
        assertThat(onlyDeadLetterOf(lost)).contains("durable storage type pigeon has no plugin here");
    }

    @Test
    void shouldTakeNoSettlementOfAnotherNamespace() {
        Message message = claimed(payload(BYTES), List.of("there"));
        new PayloadReferences(claim(message), storage, harness.clock)
                .settledBy(ConsumerGroup.ofTarget("invoices", "there"));
        assertThat(keys()).containsExactly(key(message));

        new PayloadReferences(claim(message), storage, harness.clock)
                .settledBy(ConsumerGroup.ofTarget("orders", "there"));
        assertThat(keys()).containsExactly(claim(message).settledKey());
    }

    @Test
    void shouldKeepThePayloadOfADeadLetter() {
        harness.target.always(new DeliveryOutcome.Rejected("never"));
        Message message = claimed(payload(BYTES), List.of("there"));
        assertThat(onlyDeadLetterOf(message)).isEqualTo("never");
        assertThat(keys()).containsExactly(key(message));
    }

    @Test
    void shouldRemoveNothingBeforeARetrySucceeds() {
        Message message = claimed(payload(BYTES), List.of("there"));
        harness.target.on(message.id(), new DeliveryOutcome.Failed("not yet"), new DeliveryOutcome.Unknown("perhaps"));
        harness.append(message);
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> !keys().contains(key(message)));
        }
        assertThat(harness.target.attempts(message.id())).hasSize(3);
    }

    @Test
    void shouldKeepItsClaimWhenItComesAgain() {
        Message message = claimed(payload(BYTES), List.of("there"));
        assertThat(message.rescheduled("there", 2, harness.clock.instant()).claim())
                .isEqualTo(message.claim());
    }

    @Test
    void shouldHaveNoMoreInMemoryThanItMay() {
        Gate gate = harness.target.blocked();
        List<Message> messages = List.of(
                claimed(payload(600 << 10), List.of("there")),
                claimed(payload(600 << 10), List.of("there")),
                claimed(payload(300 << 10), List.of("there")));
        messages.forEach(harness::append);
        try (Pipeline pipeline = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> gate.waiting() >= 1 && pipeline.status().delivering() >= 2);
            await().during(Duration.ofMillis(200)).until(() -> gate.waiting() < 3);
            gate.release();
            await().until(() -> harness.target.delivered().size() == 3);
        }
        assertThat(harness.deadLetters()).isEmpty();
    }

    private String onlyDeadLetterOf(Message message) {
        harness.append(message);
        try (Pipeline _ = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> harness.deadLetters().count() == 1);
        }
        DecodedRecord.Intact letter =
                (DecodedRecord.Intact) harness.deadLetters().findFirst().orElseThrow();
        assertThat(letter.message()).isEqualTo(message);
        return letter.deadLetter().orElseThrow().lastError();
    }

    private PipelineSpec toCopy() {
        TargetConfig copy = new TargetConfig(
                "copy", harness.address("copy"), PipelineHarness.THREE_QUICK_ATTEMPTS, 16, Duration.ofSeconds(10));
        return new PipelineSpec(
                "orders",
                harness.queueConfig,
                Ordering.NONE,
                Optional.of(copy),
                Set.of(),
                copy.retry(),
                Optional.empty());
    }

    private Message claimed(Bytes payload, List<String> targets) {
        Message message = Messages.message().build();
        CRC32C checksum = new CRC32C();
        checksum.update(payload.asBuffer());
        ClaimCheck claim = new ClaimCheck(
                new ClaimCheck.Place(InMemoryStorage.TYPE, PLACE, ""),
                ClaimCheck.keyPrefix("orders") + message.id(),
                payload.size(),
                (payload.size() - 1) / DurableStorage.ITEM_BYTES_MAX + 1,
                (int) checksum.getValue(),
                harness.clock.instant().plusSeconds(600),
                targets);
        for (int item = 0; item < claim.items(); item++) {
            int from = item * DurableStorage.ITEM_BYTES_MAX;
            int to = Math.min(from + DurableStorage.ITEM_BYTES_MAX, payload.size());
            Bytes content = Bytes.wrap(Arrays.copyOfRange(payload.unsafeArray(), from, to));
            settled(storage.put(claim.key(), item, content, claim.expiry()));
        }
        return message.with(new Message.Claimed(claim));
    }

    private List<String> keys() {
        return harness.stored.keys(PLACE);
    }

    private static ClaimCheck claim(Message message) {
        return message.claim().orElseThrow();
    }

    private static String key(Message message) {
        return claim(message).key();
    }

    private static void settled(java.util.concurrent.CompletionStage<Void> stage) {
        stage.toCompletableFuture().join();
    }

    private static Bytes payload(int bytes) {
        byte[] payload = new byte[bytes];
        new Random(bytes).nextBytes(payload);
        return Bytes.wrap(payload);
    }
}
