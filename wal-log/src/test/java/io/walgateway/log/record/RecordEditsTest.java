package io.walgateway.log.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.queue.Lease;
import io.walgateway.proto.v1.DeadLetterReason;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.sample.SampleMessages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is unknown here, because a newer version wrote it, is in the record wherever it goes next. */
class RecordEditsTest {
    private static final int NEWER_FIELD = 999;
    private static final UnknownFieldSet NEWER = UnknownFieldSet.newBuilder()
            .addField(
                    NEWER_FIELD,
                    UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFromUtf8("of a newer version"))
                            .build())
            .build();
    private static final Instant DUE = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2028-01-01T00:00:00Z");
    private static final DeadLetterNote NOTE = new DeadLetterNote(
            "main",
            DeadLetterReason.DEAD_LETTER_REASON_REJECTED,
            "no",
            3,
            Optional.of(DUE),
            Optional.of(DUE),
            "orders/3@4711");

    private final SampleMessages samples = new SampleMessages(new SplittableRandom(1));

    @Test
    void shouldKeepWhatANewerVersionWroteAcrossRequeueDeadLetterEditAndRedrive() {
        Bytes written = newer(EnvelopeCodec.encode(samples.message()));

        Bytes requeued = edits(written)
                .attempts(2)
                .due(DUE)
                .recipient("main")
                .revision(8)
                .encode();
        Bytes letter = edits(requeued).deadLetter(NOTE).encode();
        Redrive edit = new Redrive(Optional.of(Bytes.utf8("mended")), Optional.empty(), Optional.of("copy"));
        Bytes redriven = edit.apply(letter, namespace(letter), 9, NOW)
                .entry()
                .forQueue(Set.of())
                .record();

        assertThat(List.of(requeued, letter, redriven))
                .allSatisfy(
                        record -> assertThat(parse(record).getUnknownFields()).isEqualTo(NEWER));
        assertThat(parse(redriven).getPayload().toStringUtf8()).isEqualTo("mended");
        assertThat(parse(redriven).getRecipient()).isEqualTo("copy");
    }

    @Test
    void shouldKeepThePassageAcrossRequeueDeadLetterAndRedrive() {
        Message message = Messages.message()
                .passed("eu", List.of("eu", "us"), List.of("eu/first", "us/orders"))
                .build();

        Bytes requeued = edits(EnvelopeCodec.encode(message)).due(DUE).encode();
        Bytes letter = edits(requeued).deadLetter(NOTE).encode();
        Bytes redriven = Redrive.UNCHANGED
                .apply(letter, namespace(letter), 9, NOW)
                .entry()
                .forQueue(Set.of())
                .record();

        assertThat(List.of(requeued, letter, redriven)).allSatisfy(record -> {
            assertThat(parse(record).getOriginRegion()).isEqualTo("eu");
            assertThat(parse(record).getHopsList()).containsExactly("eu", "us");
            assertThat(parse(record).getLogsList()).containsExactly("eu/first", "us/orders");
        });
    }

    @Test
    void shouldKeepABodyOfALaterVersion() {
        Bytes written = Bytes.wrap(parse(EnvelopeCodec.encode(samples.message())).toBuilder()
                .setBodyKind(7)
                .setPayload(ByteString.copyFromUtf8("of kind 7"))
                .setUnknownFields(NEWER)
                .build()
                .toByteArray());
        Bytes letter = edits(edits(written).attempts(2).due(DUE).encode())
                .deadLetter(NOTE)
                .encode();
        LogEntry redriven = new Redrive(Optional.empty(), Optional.empty(), Optional.empty())
                .apply(letter, namespace(letter), 9, NOW)
                .entry();

        LogRecord record = parse(redriven.forQueue(Set.of()).record());
        assertThat(record.getBodyKind()).isEqualTo(7);
        assertThat(record.getPayload().toStringUtf8()).isEqualTo("of kind 7");
        assertThat(record.getUnknownFields()).isEqualTo(NEWER);
        assertThat(redriven.payload()).as("not for a claim check").isEqualTo(Bytes.EMPTY);
        assertThat(redriven.withoutPayload().bytes()).isEqualTo(redriven.bytes());
    }

    @Test
    void shouldKeepItWhereThePayloadGoesToDurableStorage() {
        LogEntry entry = edits(newer(EnvelopeCodec.encode(samples.message()))).entry();
        ClaimCheck claim =
                new ClaimCheck(new ClaimCheck.Place("memory", "large", ""), "claim/x/y", 5, 1, 0, NOW, List.of("main"));
        LogRecord record = parse(entry.claimed(claim).forQueue(Set.of()).record());
        assertThat(record.getUnknownFields()).isEqualTo(NEWER);
        assertThat(record.getPayload().isEmpty()).isTrue();
        assertThat(record.getClaimCheck().getKey()).isEqualTo("claim/x/y");
    }

    @Test
    void shouldChangeOnlyWhatIsNamed() {
        for (int i = 0; i < 1000; i++) {
            Message message = samples.message();
            Bytes encoded = EnvelopeCodec.encode(message);
            Bytes edited = edits(encoded).attempts(7).due(DUE).revision(8).encode();

            LogRecord.Builder expected =
                    parse(encoded).toBuilder().setAttempts(7).setConfigurationRevision(8);
            expected.setDueTime(ProtoTimes.of(DUE));
            assertThat(parse(edited)).isEqualTo(expected.build());
        }
    }

    @Test
    void shouldFillInWhatAnExternalProducerLeftOut() {
        Bytes sparse = Bytes.wrap(LogRecord.newBuilder()
                .setNamespace("orders")
                .setPayload(ByteString.copyFromUtf8("p"))
                .build()
                .toByteArray());
        Lease lease = new Lease(
                SampleMessages.lease(sparse).slice(),
                4711,
                Bytes.utf8("k"),
                sparse,
                SampleMessages.APPENDED,
                2,
                List.of(
                        Header.of("a", Bytes.utf8("1")),
                        Header.of("traceparent", Bytes.utf8(SampleMessages.TRACE.parent()))));
        Message message = message(lease, "orders");

        DecodedRecord.Intact elsewhere = (DecodedRecord.Intact) EnvelopeCodec.decode(
                new Lease(
                        lease.slice(),
                        1,
                        Bytes.EMPTY,
                        RecordEdits.of(lease, message).encode(),
                        SampleMessages.APPENDED.plusSeconds(60),
                        0),
                "orders");

        assertThat(elsewhere.message()).isEqualTo(message);
        assertThat(message.attempts()).isEqualTo(2);
        assertThat(message.provenance().headers()).hasSize(1);
        assertThat(message.provenance().trace().isNone()).isFalse();
    }

    @Test
    void shouldSayNothingOfADueTimeThatIsThatOfTheAppend() {
        Message message = samples.message();
        Bytes edited = edits(EnvelopeCodec.encode(message))
                .due(message.lifecycle().appendTime())
                .encode();
        assertThat(parse(edited).hasDueTime()).isFalse();
    }

    private static RecordEdits edits(Bytes record) {
        Lease lease = SampleMessages.lease(record);
        return RecordEdits.of(lease, message(lease, namespace(record)));
    }

    private static Message message(Lease lease, String namespace) {
        return ((DecodedRecord.Intact) EnvelopeCodec.decodeLetter(lease, namespace)).message();
    }

    private static Bytes newer(Bytes record) {
        return Bytes.wrap(
                parse(record).toBuilder().setUnknownFields(NEWER).build().toByteArray());
    }

    private static String namespace(Bytes record) {
        return parse(record).getNamespace();
    }

    private static LogRecord parse(Bytes record) {
        return RecordEdits.parse(record);
    }
}
