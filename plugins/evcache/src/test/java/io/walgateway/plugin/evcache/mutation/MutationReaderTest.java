package io.walgateway.plugin.evcache.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.util.JsonFormat;
import io.walgateway.core.message.Bytes;
import io.walgateway.core.message.Message;
import io.walgateway.plugin.evcache.address.EvcacheAddress;
import io.walgateway.plugin.evcache.meta.CacheValue;
import io.walgateway.proto.v1.CacheMutation;
import io.walgateway.proto.v1.CacheOperation;
import io.walgateway.proto.v1.StoredValue;
import io.walgateway.testkit.fake.Messages;
import io.walgateway.testkit.fake.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MutationReaderTest {
    private static final EvcacheAddress ADDRESS = EvcacheAddress.of(Map.of("cache", "shop"));

    static Stream<CacheMutation> mutations() {
        return Stream.of(
                set().setText("h\u00e9 \"llo\"").build(),
                set().setText("").setTtlSeconds(60).build(),
                set().setBytes(ByteString.copyFrom(new byte[] {-1, -2, 62, 63})).build(),
                set().setInteger(Long.MIN_VALUE).setTtlSeconds(0).build(),
                set().setStored(StoredValue.newBuilder()
                                .setData(ByteString.copyFromUtf8("x"))
                                .setFlags(-1))
                        .build(),
                set().setStored(StoredValue.getDefaultInstance()).build(),
                set().setText("x")
                        .setExpireTime(
                                Timestamp.newBuilder().setSeconds(1_800_000_000).setNanos(5))
                        .build(),
                set().setOperation(CacheOperation.CACHE_OPERATION_ADD)
                        .setText("x")
                        .build(),
                set().setOperation(CacheOperation.CACHE_OPERATION_DELETE).build(),
                set().setOperation(CacheOperation.CACHE_OPERATION_TOUCH)
                        .setTtlSeconds(9)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void shouldReadBothFormsAlike(CacheMutation mutation) throws Exception {
        Mutation read = read(Bytes.wrap(mutation.toByteArray()));
        assertThat(read.key()).isEqualTo(Bytes.utf8("shop:k"));
        for (JsonFormat.Printer printer : new JsonFormat.Printer[] {
            JsonFormat.printer(),
            JsonFormat.printer().preservingProtoFieldNames().printingEnumsAsInts()
        }) {
            String json = printer.print(mutation);
            assertThat(MutationJson.read(Bytes.utf8(json))).isEqualTo(mutation);
            assertThat(read(Bytes.utf8(json))).isEqualTo(read);
        }
    }

    @Test
    void shouldReadAlsoWhatPeopleWrite() throws Exception {
        assertThat(MutationJson.read(Bytes.utf8("""
                {"operation": "CACHE_OPERATION_SET", "key": "k", "integer": 42, "ttlSeconds": 60, "text": null}""")))
                .isEqualTo(set().setInteger(42).setTtlSeconds(60).build());
        assertThat(MutationJson.read(Bytes.utf8("""
                {"operation": 1, "key": "k", "bytes": "-_8", "expireTime": "2027-01-15T09:00:00.5+01:00"}""")))
                .isEqualTo(set().setBytes(ByteString.copyFrom(new byte[] {-5, -1}))
                        .setExpireTime(
                                Timestamp.newBuilder().setSeconds(1_800_000_000).setNanos(500_000_000))
                        .build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {} | key: empty (expected: the key of an entry)
            {"key": "k"} | operation: absent (expected: one of CACHE_OPERATION_SET, _DELETE, _TOUCH, _ADD)
            {"operation": 9, "key": "k"} | operation: unknown (expected: one of CACHE_OPERATION_SET, _DELETE, _TOUCH, _ADD)
            {"operation": "SET", "key": "k"} | operation: unknown (expected: one of CACHE_OPERATION_SET, _DELETE, _TOUCH, _ADD)
            {"operation": 1, "key": "k"} | value: absent (expected: one of text, bytes, integer, stored)
            {"operation": 1, "key": "a b", "text": ""} | key: a space or a control character (expected: a key without these, which EVCache and memcached refuse)
            {"operation": 1, "key": "k", "text": "a", "integer": 1} | integer: a second value (expected: one of text, bytes, integer, stored)
            {"operation": 1, "key": "k", "text": "a", "text": "b"} | payload: 54 bytes (expected: one JSON object, each member once)
            {"operation": 1, "key": "k", "ttlSeconds": 1, "ttl_seconds": 1} | ttlSeconds: given twice (expected: once)
            {"operation": 1, "key": "k", "ttlSeconds": 1, "expireTime": "2027-01-01T00:00:00Z"} | expireTime: a second expiry (expected: one of ttlSeconds, expireTime)
            {"operation": 1, "key": "k", "text": "a", "ttlSeconds": -1} | ttl_seconds: negative (expected: >= 0; 0 is for ever)
            {"operation": 1, "key": "k", "text": "a", "ttlSeconds": 9223372036854775807} | ttl_seconds: 9223372036854775807 (expected: an expiry until 2038-01-19T03:14:07Z, or 0 for none)
            {"operation": 1, "key": "k", "text": "a", "ttlSeconds": 1.5} | ttlSeconds: no such number (expected: an integer of 64 bits)
            {"operation": 1, "key": "k", "text": "a", "ttlSeconds": 1e999} | ttlSeconds: no such number (expected: an integer of 64 bits)
            {"operation": 1, "key": "k", "text": "a", "expireTime": "2040-01-01T00:00:00Z"} | expire_time: too late (expected: a time until 2038-01-19T03:14:07Z, or none)
            {"operation": 1, "key": "k", "text": "a", "expireTime": "today"} | expireTime: no time (expected: a time such as 2026-12-31T23:59:59Z)
            {"operation": 1, "key": "k", "txt": "a"} | txt: unknown (expected: one of operation, key, text, bytes, integer, stored, ttlSeconds, expireTime; nearest: text)
            {"operation": 1, "key": "k", "stored": {"flag": 1}} | stored.flag: unknown (expected: one of data, flags; nearest: flags)
            {"operation": 1, "key": "k", "stored": {"flags": 4294967296}} | stored.flags: 4294967296 (expected: 0 to 4294967295)
            {"operation": 1, "key": "k", "bytes": "?"} | bytes: 1 characters (expected: Base64)
            {"operation": 2, "key": "k", "text": "a"} | value: given (expected: none with this operation)
            {"operation": 2, "key": "k", "ttlSeconds": 1} | expiry: given (expected: none: a delete takes effect at once)
            {"operation": 3, "key": "k"} | expiry: absent (expected: ttl_seconds or expire_time)
            {"operation": 2, "key": "k"} {} | payload: 31 bytes (expected: one JSON object, each member once)
            {"operation": 2, 'key': "k"} | payload: 28 bytes (expected: one JSON object, each member once)
            {{ | payload: 2 bytes (expected: one JSON object, each member once)
            """, quoteCharacter = '~')
    void shouldRefuseInWordsThatShowNoValue(String json, String message) {
        assertThatThrownBy(() -> read(Bytes.utf8(json)))
                .isInstanceOf(UnfitMutationException.class)
                .hasMessage(message);
    }

    @Test
    void shouldRefuseWhatIsNoMutation() {
        byte[] unknown = set().setText("x")
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                14,
                                UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build())
                .build()
                .toByteArray();
        for (Bytes payload : new Bytes[] {Bytes.EMPTY, Bytes.utf8("hello"), Bytes.wrap(unknown), Bytes.utf8("[1]")}) {
            assertThatThrownBy(() -> read(payload)).isInstanceOf(UnfitMutationException.class);
        }
    }

    @Test
    void shouldReadOnlyTheFormThatTheAddressNames() {
        Bytes json = Bytes.utf8("{\"operation\": 2, \"key\": \"k\"}");
        Bytes protobuf = Bytes.wrap(set().setText("x").build().toByteArray());
        assertThatThrownBy(() -> MutationReader.read(message(json), EvcacheAddress.of(Map.of("payload", "protobuf"))))
                .isInstanceOf(UnfitMutationException.class);
        assertThatThrownBy(() -> MutationReader.read(message(protobuf), EvcacheAddress.of(Map.of("payload", "json"))))
                .isInstanceOf(UnfitMutationException.class);
    }

    @Test
    void shouldCountTheBytesOfTheWholeKey() throws Exception {
        assertThat(CacheKey.of("shop", "k".repeat(245)).size()).isEqualTo(250);
        assertThatThrownBy(() -> CacheKey.of("shop", "k".repeat(246)))
                .hasMessage("key: 251 bytes with the name of the cache (expected: at most 250)");
        assertThatThrownBy(() -> CacheKey.of("", "\u00e9".repeat(126)))
                .hasMessage("key: 252 bytes (expected: at most 250)");
    }

    @Test
    void shouldCompressOnlyWhatGetsSmaller() throws Exception {
        CacheMutation text = set().setText("x".repeat(121)).build();
        assertThat(ValueEncoder.encode(text, 120).flags()).isEqualTo(ValueEncoder.COMPRESSED);
        assertThat(ValueEncoder.encode(text, 121)).isEqualTo(new CacheValue(Bytes.utf8("x".repeat(121)), 0));
        assertThat(ValueEncoder.encode(set().setText("abc").build(), 0))
                .isEqualTo(new CacheValue(Bytes.utf8("abc"), 0));
    }

    @Test
    void shouldCountFromTheWriteTimeInSecondsUpToThirtyDays() throws Exception {
        Instant written = TestClock.START;
        Expiry expiry = Expiry.of(set().setTtlSeconds(60).build(), written);
        assertThat(expiry.exptime(written)).isEqualTo(60);
        assertThat(expiry.exptime(written.plusMillis(59_001))).isEqualTo(1);
        assertThat(expiry.isPast(written.plusSeconds(59))).isFalse();
        assertThat(expiry.isPast(written.plusSeconds(60))).isTrue();
        long month = Duration.ofDays(30).toSeconds();
        assertThat(Expiry.of(set().setTtlSeconds(month).build(), written).exptime(written))
                .isEqualTo(month);
        assertThat(Expiry.of(set().setTtlSeconds(month + 1).build(), written).exptime(written))
                .isEqualTo(written.getEpochSecond() + month + 1);
        assertThat(Expiry.of(set().setTtlSeconds(0).build(), written).exptime(written))
                .isZero();
    }

    private static CacheMutation.Builder set() {
        return CacheMutation.newBuilder()
                .setOperation(CacheOperation.CACHE_OPERATION_SET)
                .setKey("k");
    }

    private static Mutation read(Bytes payload) throws UnfitMutationException {
        return MutationReader.read(message(payload), ADDRESS);
    }

    private static Message message(Bytes payload) {
        return Messages.message().payload(payload).build();
    }
}
