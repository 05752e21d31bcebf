package io.walgateway.log.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.proto.v1.DeadLetterReason;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedriveTest {
    private static final long REVISION = 9;
    private static final Instant NOW = TestClock.START.plusSeconds(60);
    private static final TargetAddress ELSEWHERE =
            new TargetAddress("kafka", Map.of("topic", "elsewhere", "cluster", "default"));

    @Test
    void shouldKeepIdKeyWriteTimeAndPayloadAndForgetTheFailure() throws Exception {
        Message message = Messages.message().key("k").payload("p").attempts(3).build();
        Redrive.Revived entry = Redrive.UNCHANGED.apply(letter(message, "cassandra"), "orders", REVISION, NOW);
        LogRecord record = record(entry);
        assertThat(entry.entry().id()).isEqualTo(message.id());
        assertThat(entry.entry().key()).isEqualTo(Bytes.utf8("k"));
        assertThat(record.getPayload().toStringUtf8()).isEqualTo("p");
        assertThat(ProtoTimes.of(record.getWriteTime()))
                .isEqualTo(message.lifecycle().writeTime());
        assertThat(record.getAttempts()).isZero();
        assertThat(record.hasDeadLetter()).isFalse();
        assertThat(record.hasDueTime()).isFalse();
        assertThat(record.getRecipient()).isEqualTo("cassandra");
        assertThat(entry.entry().recipient()).isEqualTo("cassandra");
        assertThat(entry.entry().hasOwnTarget()).isFalse();
    }

    @Test
    void shouldLeaveAMessageItsOwnTarget() {
        Message message = Messages.message().target(ELSEWHERE).build();
        Redrive.Revived entry = Redrive.UNCHANGED.apply(letter(message, "@request"), "orders", REVISION, NOW);
        assertThat(entry.entry().hasOwnTarget()).isTrue();
        assertThat(entry.entry().recipient()).isEmpty();
    }

    @Test
    void shouldSendItWhereTheEditSays() throws Exception {
        Message own = Messages.message().target(ELSEWHERE).build();
        Redrive toTarget = new Redrive(Optional.empty(), Optional.empty(), Optional.of("cassandra"));
        Redrive.Revived entry = toTarget.apply(letter(own, "@request"), "orders", REVISION, NOW);
        assertThat(entry.entry().hasOwnTarget()).isFalse();
        assertThat(entry.entry().recipient()).isEqualTo("cassandra");

        Redrive toAddress = new Redrive(Optional.of(Bytes.utf8("mended")), Optional.of(ELSEWHERE), Optional.empty());
        Redrive.Revived moved =
                toAddress.apply(letter(Messages.message().recipient("a").build(), "a"), "orders", REVISION, NOW);
        LogRecord record = record(moved);
        assertThat(record.getTarget().getKafka().getTopic()).isEqualTo("elsewhere");
        assertThat(record.getRecipient()).isEmpty();
        assertThat(record.getPayload().toStringUtf8()).isEqualTo("mended");
    }

    @Test
    void shouldDropAnExpiryThatHasPassedAndSaySo() throws Exception {
        Message passed = Messages.message().expiry(NOW.minusSeconds(1)).build();
        Redrive.Revived entry = Redrive.UNCHANGED.apply(letter(passed, "t"), "orders", REVISION, NOW);
        assertThat(entry.expiryDropped()).isTrue();
        assertThat(record(entry).hasExpiry()).isFalse();

        Message lives = Messages.message().expiry(NOW.plusSeconds(1)).build();
        Redrive.Revived kept = Redrive.UNCHANGED.apply(letter(lives, "t"), "orders", REVISION, NOW);
        assertThat(kept.expiryDropped()).isFalse();
        assertThat(record(kept).hasExpiry()).isTrue();
    }

    @Test
    void shouldLeaveFieldsOfALaterVersionInTheRecord() throws Exception {
        UnknownFieldSet later = UnknownFieldSet.newBuilder()
                .addField(
                        900,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("kept"))
                                .build())
                .build();
        LogRecord given = LogRecord.parseFrom(
                        letter(Messages.message().build(), "t").unsafeArray())
                .toBuilder()
                .setUnknownFields(later)
                .build();
        Redrive.Revived entry = Redrive.UNCHANGED.apply(Bytes.wrap(given.toByteArray()), "orders", REVISION, NOW);
        assertThat(record(entry).getUnknownFields()).isEqualTo(later);
    }

    @Test
    void shouldAppendARecordOfAnotherNamespaceOnlyWithAPayloadOfItsOwn() throws Exception {
        Bytes another = letter(Messages.message().namespace("invoices").build(), "t");
        assertThatThrownBy(() -> Redrive.UNCHANGED.apply(another, "orders", REVISION, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("namespace: another one (expected: orders");

        Redrive edited = new Redrive(Optional.of(Bytes.utf8("p")), Optional.empty(), Optional.empty());
        LogRecord record = record(edited.apply(another, "orders", REVISION, NOW));
        assertThat(record.getNamespace()).isEqualTo("orders");
    }

    @Test
    void shouldRefuseWhatIsNoRecord() {
        assertThatThrownBy(() -> Redrive.UNCHANGED.apply(Bytes.utf8("no record"), "orders", REVISION, NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Bytes letter(Message message, String target) {
        return RecordEdits.of(EnvelopeCodec.encode(message))
                .deadLetter(new DeadLetterNote(
                        target,
                        DeadLetterReason.DEAD_LETTER_REASON_REJECTED,
                        "no",
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        "orders/0@1"))
                .encode();
    }

    private static LogRecord record(Redrive.Revived revived) throws Exception {
        return LogRecord.parseFrom(revived.entry().forQueue(Set.of()).record().unsafeArray());
    }
}
