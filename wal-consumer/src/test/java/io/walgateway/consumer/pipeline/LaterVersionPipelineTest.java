package io.walgateway.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.walgateway.consumer.route.Subscription;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.target.Destination;
import io.walgateway.log.record.EnvelopeCodec;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.testkit.fake.Messages;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record whose body a later version wrote waits for that version; it is not malformed. */
class LaterVersionPipelineTest {
    private final PipelineHarness harness = new PipelineHarness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void shouldWaitWhileOthersAreDelivered() throws Exception {
        append(Messages.message().build(), record -> record.setBodyKind(7));
        append(Messages.message().build(), record -> record.setBatchPart(BatchPart.getDefaultInstance()));
        Message other = Messages.message().build();
        harness.append(other);
        try (Pipeline pipeline = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> harness.target.delivered().contains(other));
            await().until(() -> pipeline.status().endpointsAway() == 2);
            assertThat(pipeline.status().held()).isEqualTo(2);
            await().untilAsserted(() -> assertThat(pipeline.standing().endpointsAway())
                    .containsExactlyInAnyOrder(
                            "a later version, which knows body_kind 7", "a later version, which knows batch_part"));
        }
        assertThat(harness.target.attempts()).hasSize(1);
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void shouldKeepItsKeyInOrder() throws Exception {
        Message first = Messages.message().key("k").build();
        append(first, record -> record.setBodyKind(7));
        harness.append(Messages.message().key("k").build());
        Message other = Messages.message().key("other").build();
        harness.append(other);
        try (Pipeline pipeline = harness.start(harness.toNamespaceTarget(Ordering.KEY))) {
            await().until(() -> harness.target.delivered().contains(other));
            await().until(() -> pipeline.status().endpointsAway() == 1);
            assertThat(harness.target.delivered()).containsExactly(other);
        }
    }

    @Test
    void shouldStillBeThereForTheLaterVersion() throws Exception {
        Message message = Messages.message().payload("of kind 7").build();
        append(message, record -> record.setBodyKind(7));
        try (Pipeline pipeline = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> pipeline.status().endpointsAway() == 1);
        }
        try (Pipeline pipeline = harness.start(harness.toNamespaceTarget(Ordering.NONE))) {
            await().until(() -> pipeline.status().held() == 1);
        }
    }

    /** Where each group has its own copies, a record that names no target is copied to the groups of all of them. */
    @Test
    void shouldWaitWhereItWouldBeCopiedToOthers() {
        Message message = Messages.message().build();
        Message newer = message.with(new Message.Unknown("body_kind 7"));
        Subscription copying = new Subscription.Exclusive(
                PipelineHarness.toThere(Destination.rejectingAll("not here")), Destination.rejectingAll("copied"));
        Subscription all = Subscription.awaitingVersions(copying);
        assertThat(all.destination(newer).endpoint()).startsWith("a later version");
        assertThat(all.destination(message).endpoint()).doesNotStartWith("a later version");
    }

    private void append(Message message, UnaryOperator<LogRecord.Builder> change)
            throws InvalidProtocolBufferException {
        LogRecord.Builder record =
                LogRecord.parseFrom(EnvelopeCodec.encode(message).unsafeArray()).toBuilder();
        harness.append(
                message.orderingKey(), Bytes.wrap(change.apply(record).build().toByteArray()));
    }
}
