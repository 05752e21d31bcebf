package io.walgateway.log.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Header;
import io.walgateway.core.message.Message;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.message.TraceContext;
import io.walgateway.core.queue.Lease;
import io.walgateway.core.queue.Slice;
import io.walgateway.proto.v1.BatchPart;
import io.walgateway.proto.v1.CassandraTarget;
import io.walgateway.proto.v1.DeadLetter;
import io.walgateway.proto.v1.DeadLetterReason;
import io.walgateway.proto.v1.KafkaHeader;
import io.walgateway.proto.v1.KafkaTarget;
import io.walgateway.proto.v1.LogRecord;
import io.walgateway.proto.v1.Target;
import io.walgateway.testkit.sample.SampleMessages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeCodecTest {

    @Test
    void shouldDecodeWhatItEncoded() {
        SplittableRandom random = new SplittableRandom(1);
        SampleMessages samples = new SampleMessages(random);
        for (int i = 0; i < 5_000; i++) {
            Message message = samples.message();
            DecodedRecord decoded =
                    EnvelopeCodec.decode(SampleMessages.lease(EnvelopeCodec.encode(message)), message.namespace());
            assertThat(decoded).isEqualTo(new DecodedRecord.Intact(message, Optional.empty()));
        }
    }

    @Test
    void shouldKeepHeadersAndTombstonesOfKafkaTargets() {
        KafkaTarget.Builder kafka = KafkaTarget.newBuilder()
                .setTopic("t")
                .setTombstone(true)
                .addHeaders(KafkaHeader.newBuilder().setKey("a").setValue(ByteString.copyFromUtf8("bc")))
                .addHeaders(KafkaHeader.newBuilder().setKey("a"))
                .addHeaders(KafkaHeader.newBuilder().setKey("").setValue(ByteString.EMPTY));
        TargetAddress address =
                TargetAddresses.of(Target.newBuilder().setKafka(kafka).build()).orElseThrow();

        assertThat(address.properties())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("topic", "t", "cluster", "default", "tombstone", "true", "headers", "YQ==:YmM=,YQ==,:"));
        assertThat(TargetAddresses.of(TargetAddresses.of(address))).contains(address);
    }

    @Test
    void shouldDecodeDeadLettersWithTheirNote() {
        Message message = new SampleMessages(new SplittableRandom(2)).message();
        DeadLetterNote note = new DeadLetterNote(
                "copy",
                DeadLetterReason.DEAD_LETTER_REASON_ATTEMPTS_EXHAUSTED,
                "away",
                5,
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                Optional.of(Instant.parse("2026-01-01T00:00:09Z")),
                "orders/3@4711");

        DecodedRecord decoded = EnvelopeCodec.decodeLetter(
                SampleMessages.lease(RecordEdits.of(EnvelopeCodec.encode(message))
                        .deadLetter(note)
                        .encode()),
                message.namespace());

        assertThat(decoded).isEqualTo(new DecodedRecord.Intact(message, Optional.of(note)));
    }

    @Test
    void shouldKeepMalformedEntriesWholeInTheirDeadLetter() {
        Lease lease = SampleMessages.lease(Bytes.utf8("garbage"));
        DeadLetterNote note = new DeadLetterNote(
                "",
                DeadLetterReason.DEAD_LETTER_REASON_MALFORMED,
                "not a record",
                0,
                Optional.empty(),
                Optional.empty(),
                lease.origin());

        Bytes record = EnvelopeCodec.encodeMalformed(lease, "orders", note);

        assertThat(EnvelopeCodec.decodeLetter(SampleMessages.lease(record), "orders"))
                .isInstanceOfSatisfying(DecodedRecord.Intact.class, intact -> {
                    assertThat(intact.message().payload()).isEqualTo(lease.record());
                    assertThat(intact.message().namespace()).isEqualTo("orders");
                    assertThat(intact.message().orderingKey()).isEqualTo(lease.key());
                    assertThat(intact.deadLetter()).contains(note);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "claim/other/x, 100, 1, payload, claim_check.key",
        "claim/orders/x, 100, 1, payload, payload",
        "claim/orders/x, 0, 1, '', claim_check.bytes",
        "claim/orders/x, 67108865, 1, '', claim_check.bytes",
        "claim/orders/x, -1, 1, '', claim_check.bytes",
        "claim/orders/x, 100, 0, '', claim_check.items",
        "claim/orders/x, 100, 4097, '', claim_check.items"
    })
    void shouldTellMalformedClaimsApart(String key, int bytes, int items, String payload, String field) {
        LogRecord record = LogRecord.newBuilder()
                .setNamespace("orders")
                .setPayload(ByteString.copyFromUtf8(key.startsWith("claim/other") ? "" : payload))
                .setClaimCheck(io.walgateway.proto.v1.ClaimCheck.newBuilder()
                        .setStorageType("cassandra")
                        .setKey(key)
                        .setBytes(bytes)
                        .setItems(items))
                .build();

        assertThat(EnvelopeCodec.decode(SampleMessages.lease(Bytes.wrap(record.toByteArray())), "orders"))
                .isInstanceOfSatisfying(
                        DecodedRecord.Malformed.class,
                        malformed -> assertThat(malformed.why()).startsWith(field + ": "));
    }

    @Test
    void shouldReadPayloadsWithoutACopy() {
        byte[] record = external().build().toByteArray();
        Message message = intact(SampleMessages.lease(Bytes.wrap(record)));
        assertThat(message.payload()).isEqualTo(Bytes.utf8("p"));

        record[new String(record, StandardCharsets.ISO_8859_1).lastIndexOf('p')] = 'q';

        assertThat(message.payload()).isEqualTo(Bytes.utf8("q"));
    }

    @Test
    void shouldNotTakeTheEndOfAGroupForTheEndOfARecord() {
        byte[] record = external().build().toByteArray();
        byte[] more = Arrays.copyOf(record, record.length + 1);
        more[record.length] = 1 << 3 | 4;

        assertThat(EnvelopeCodec.decode(SampleMessages.lease(Bytes.wrap(more)), "orders"))
                .isInstanceOf(DecodedRecord.Malformed.class);
    }

    @Test
    void shouldCutErrorsThatAreTooLong() {
        DeadLetterNote note = new DeadLetterNote(
                "t",
                DeadLetterReason.DEAD_LETTER_REASON_REJECTED,
                "e".repeat(1 << 20),
                1,
                Optional.empty(),
                Optional.empty(),
                "o");
        assertThat(note.lastError()).hasSize(DeadLetterNote.ERROR_CHARS_MAX);
    }

    @Test
    void shouldFillInWhatExternalProducersLeaveOut() {
        Message message = intact(external().build());

        assertThat(message.payload()).isEqualTo(Bytes.utf8("p"));
        assertThat(message.orderingKey()).isEqualTo(Bytes.utf8("k"));
        assertThat(message.lifecycle())
                .isEqualTo(new Message.Lifecycle(
                        SampleMessages.APPENDED, SampleMessages.APPENDED, SampleMessages.APPENDED, Optional.empty()));
        assertThat(message.priority()).isEqualTo(Message.Priority.NORMAL);
        assertThat(message.attempts()).isZero();
        assertThat(message.target()).isEmpty();
        assertThat(message.id().version()).isEqualTo(8);
        assertThat(message.id()).isEqualTo(intact(external().build()).id());
    }

    @Test
    void shouldTakeHeadersAndTraceOfTheQueuesEntryWhereTheRecordHasNone() {
        Lease lease = headed(
                external().build(),
                header("a", "1"),
                new Header("b", Optional.empty()),
                header("wal-attempt", "7"),
                header("traceparent", SampleMessages.TRACE.parent()),
                header("tracestate", SampleMessages.TRACE.state()),
                header("a", "2"));

        Message message = intact(lease);

        assertThat(message.provenance().headers())
                .containsExactly(header("a", "1"), new Header("b", Optional.empty()), header("a", "2"));
        assertThat(message.provenance().trace()).isEqualTo(SampleMessages.TRACE);
    }

    @Test
    void shouldPreferHeadersAndTraceOfTheRecord() {
        LogRecord record = external()
                .setTraceParent(SampleMessages.TRACE.parent())
                .addHeaders(io.walgateway.proto.v1.Header.newBuilder()
                        .setName("own")
                        .setValue(ByteString.copyFromUtf8("1")))
                .addHeaders(io.walgateway.proto.v1.Header.newBuilder().setName("wal-message-id"))
                .build();

        Message message = intact(headed(
                record,
                header("a", "1"),
                header("traceparent", SampleMessages.TRACE.parent().replace("00f0", "11f1"))));

        assertThat(message.provenance().headers()).containsExactly(header("own", "1"));
        assertThat(message.provenance().trace()).isEqualTo(TraceContext.of(SampleMessages.TRACE.parent(), ""));
    }

    @Test
    void shouldDeliverWhatHasATraceThatIsNone() {
        Message message = intact(headed(external().setTraceParent("00-x").build(), header("traceparent", "\n")));
        assertThat(message.provenance().trace()).isEqualTo(TraceContext.NONE);
    }

    @Test
    void shouldTakeMoreHeadersThanArePassedOnForMalformed() {
        Header[] many = new Header[101];
        Arrays.fill(many, header("a", ""));
        assertThat(why(headed(external().build(), many))).startsWith("headers: 101 (expected");
        assertThat(why(headed(external().build(), header("a", "b".repeat(16 << 10)))))
                .startsWith("headers: 16385 bytes");
        assertThat(why(headed(external().build(), header("a".repeat(257), ""))))
                .startsWith("headers: a name of 257 characters");
        assertThat(why(headed(external().build(), header("", "")))).startsWith("headers: a name of 0 characters");
    }

    @Test
    void shouldKeepHeadersAndTraceOfMalformedEntries() {
        Lease lease = new Lease(
                new Slice("orders", 3, 1),
                4711,
                Bytes.EMPTY,
                Bytes.utf8("garbage"),
                SampleMessages.APPENDED,
                0,
                List.of(header("a", "1"), header("traceparent", SampleMessages.TRACE.parent())));

        Bytes letter = EnvelopeCodec.encodeMalformed(
                lease,
                "orders",
                new DeadLetterNote(
                        "",
                        DeadLetterReason.DEAD_LETTER_REASON_MALFORMED,
                        "",
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        lease.origin()));

        assertThat(EnvelopeCodec.decodeLetter(SampleMessages.lease(letter), "orders"))
                .isInstanceOfSatisfying(DecodedRecord.Intact.class, intact -> {
                    assertThat(intact.message().provenance().headers()).containsExactly(header("a", "1"));
                    assertThat(intact.message().provenance().trace().parent()).isEqualTo(SampleMessages.TRACE.parent());
                });
    }

    @Test
    void shouldTakeTimesFarAheadForMalformed() {
        Instant hour = SampleMessages.APPENDED.plusSeconds(3_600);
        assertThat(intact(external().setWriteTime(ProtoTimes.of(hour)).build())
                        .lifecycle()
                        .writeTime())
                .isEqualTo(hour);
        assertThat(why(external().setWriteTime(ProtoTimes.of(hour.plusNanos(1))).build()))
                .startsWith("write_time: ")
                .contains("at most 1h after it was appended");
        assertThat(why(external()
                        .setAppendTime(ProtoTimes.of(hour.plusNanos(1)))
                        .build()))
                .startsWith("append_time: ")
                .contains("at most 1h after the queue stored it");
    }

    private static Header header(String name, String value) {
        return Header.of(name, Bytes.utf8(value));
    }

    private static Lease headed(LogRecord record, Header... headers) {
        return new Lease(
                new Slice("orders", 3, 1),
                4711,
                Bytes.utf8("k"),
                Bytes.wrap(record.toByteArray()),
                SampleMessages.APPENDED,
                0,
                List.of(headers));
    }

    private static String why(Lease lease) {
        return ((DecodedRecord.Malformed) EnvelopeCodec.decode(lease, "orders")).why();
    }

    @Test
    void shouldDeriveDifferentIdsForDifferentPositions() {
        Bytes record = Bytes.wrap(external().build().toByteArray());
        Lease first = SampleMessages.lease(record);
        Lease second = new Lease(first.slice(), 4712, first.key(), record, first.appended(), 0);

        assertThat(intact(first).id()).isNotEqualTo(intact(second).id());
    }

    @Test
    void shouldTakeTheHigherCountOfAttempts() {
        Bytes record = Bytes.wrap(external().setAttempts(3).build().toByteArray());
        Lease lease = SampleMessages.lease(record);
        Lease remembered = new Lease(lease.slice(), 1, lease.key(), record, lease.appended(), 4);

        assertThat(intact(lease).attempts()).isEqualTo(3);
        assertThat(intact(remembered).attempts()).isEqualTo(4);
    }

    @Test
    void shouldGiveTypedTargetsTheDefaultCluster() {
        Target kafka = Target.newBuilder()
                .setKafka(KafkaTarget.newBuilder().setTopic("t"))
                .build();
        Target cassandra = Target.newBuilder()
                .setCassandra(CassandraTarget.newBuilder().setKeyspace("k").setTable("t"))
                .build();

        assertThat(intact(external().setTarget(kafka).build()).target())
                .contains(new TargetAddress("kafka", Map.of("topic", "t", "cluster", "default")));
        assertThat(intact(external().setTarget(cassandra).build()).target())
                .contains(new TargetAddress("cassandra", Map.of("keyspace", "k", "table", "t", "cluster", "default")));
    }

    /** It is not malformed: the next version delivers it. */
    @Test
    void shouldTakeABodyThatIsNotKnownForALaterVersions() {
        assertThat(intact(external()
                                .setBatchPart(BatchPart.getDefaultInstance())
                                .build())
                        .body())
                .isEqualTo(new Message.Unknown("batch_part"));
        assertThat(intact(external().setBodyKind(7).build()).body()).isEqualTo(new Message.Unknown("body_kind 7"));
        LogRecord claimedOtherwise = external()
                .setBodyKind(7)
                .setPayload(ByteString.copyFromUtf8("beside it"))
                .setClaimCheck(io.walgateway.proto.v1.ClaimCheck.newBuilder().setKey("elsewhere"))
                .build();
        assertThat(intact(claimedOtherwise).body()).isEqualTo(new Message.Unknown("body_kind 7"));
        assertThat(intact(external().setBodyKind(-1).build()).body())
                .isEqualTo(new Message.Unknown("body_kind 4294967295"));
    }

    @Test
    void shouldTellMalformedRecordsApart() {
        Timestamp never = Timestamp.newBuilder().setNanos(-1).build();

        assertThat(why(LogRecord.getDefaultInstance())).startsWith("namespace: empty");
        assertThat(why(external().setMessageId(ByteString.copyFromUtf8("x")).build()))
                .startsWith("message_id: 1 bytes");
        assertThat(why(external().setAttempts(-1).build())).startsWith("attempts: 4294967295");
        assertThat(why(external().setTarget(Target.getDefaultInstance()).build()))
                .startsWith("target: without an address");
        assertThat(why(external().setWriteTime(never).build())).startsWith("write_time: 0 s and -1 ns");
        assertThat(why(external().setAppendTime(never).build())).startsWith("append_time:");
        assertThat(why(external().setDueTime(never).build())).startsWith("due_time:");
        assertThat(why(external().setExpiry(never).build())).startsWith("expiry:");
        assertThat(whyNoLetter(external()
                        .setDeadLetter(DeadLetter.newBuilder().setAttempts(-1))
                        .build()))
                .startsWith("dead_letter.attempts:");
        assertThat(whyNoLetter(external()
                        .setDeadLetter(DeadLetter.newBuilder().setFirstAttemptTime(never))
                        .build()))
                .startsWith("dead_letter.first_attempt_time:");
        assertThat(whyNoLetter(external()
                        .setDeadLetter(DeadLetter.newBuilder().setLastAttemptTime(never))
                        .build()))
                .startsWith("dead_letter.last_attempt_time:");
    }

    @Test
    void shouldTakeNoRecordForTheOwnersThatNamesAnotherNamespace() {
        LogRecord another = external().setNamespace("invoices").build();
        assertThat(why(another)).isEqualTo("namespace: another one (expected: orders, whose queue this is)");
        assertThat(whyNoLetter(another)).isEqualTo("namespace: another one (expected: orders, whose queue this is)");
    }

    @Test
    void shouldTakeDeadLettersForMalformedOutsideDeadLetterQueues() {
        LogRecord letter =
                external().setDeadLetter(DeadLetter.getDefaultInstance()).build();
        assertThat(why(letter)).startsWith("dead_letter: present");
        assertThat(EnvelopeCodec.decodeLetter(SampleMessages.lease(Bytes.wrap(letter.toByteArray())), "orders"))
                .isInstanceOf(DecodedRecord.Intact.class);
    }

    @Test
    void shouldNeverThrowOnGarbage() {
        SplittableRandom random = new SplittableRandom(3);
        SampleMessages samples = new SampleMessages(random);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = random.nextBoolean()
                    ? samples.bytes().unsafeArray()
                    : damaged(EnvelopeCodec.encode(samples.message()).unsafeArray(), random);
            assertThat(EnvelopeCodec.decode(SampleMessages.lease(Bytes.wrap(bytes)), "orders"))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "hello", "{\"json\":true}"})
    void shouldCallTextMalformed(String text) {
        assertThat(EnvelopeCodec.decode(SampleMessages.lease(Bytes.utf8(text)), "orders"))
                .isInstanceOf(DecodedRecord.Malformed.class);
    }

    private static byte[] damaged(byte[] record, SplittableRandom random) {
        byte[] bytes = Arrays.copyOf(record, random.nextInt(1, record.length + 1));
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static LogRecord.Builder external() {
        return LogRecord.newBuilder().setNamespace("orders").setPayload(ByteString.copyFromUtf8("p"));
    }

    private static Message intact(LogRecord record) {
        return intact(SampleMessages.lease(Bytes.wrap(record.toByteArray())));
    }

    private static Message intact(Lease lease) {
        return ((DecodedRecord.Intact) EnvelopeCodec.decode(lease, "orders")).message();
    }

    private static String whyNoLetter(LogRecord record) {
        DecodedRecord decoded =
                EnvelopeCodec.decodeLetter(SampleMessages.lease(Bytes.wrap(record.toByteArray())), "orders");
        return ((DecodedRecord.Malformed) decoded).why();
    }

    private static String why(LogRecord record) {
        DecodedRecord decoded = EnvelopeCodec.decode(SampleMessages.lease(Bytes.wrap(record.toByteArray())), "orders");
        return ((DecodedRecord.Malformed) decoded).why();
    }
}
