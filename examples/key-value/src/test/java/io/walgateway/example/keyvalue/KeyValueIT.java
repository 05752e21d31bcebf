package io.walgateway.example.keyvalue;

import static io.walgateway.example.keyvalue.ServedKeyValue.item;
import static io.walgateway.example.keyvalue.ServedKeyValue.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.walgateway.example.keyvalue.request.Token;
import io.walgateway.proto.kv.v1.All;
import io.walgateway.proto.kv.v1.Chunk;
import io.walgateway.proto.kv.v1.Condition;
import io.walgateway.proto.kv.v1.DeleteItemsRequest;
import io.walgateway.proto.kv.v1.DescribeNamespaceRequest;
import io.walgateway.proto.kv.v1.GetItemsRequest;
import io.walgateway.proto.kv.v1.IdentifiedItem;
import io.walgateway.proto.kv.v1.Item;
import io.walgateway.proto.kv.v1.KeyList;
import io.walgateway.proto.kv.v1.KeyRange;
import io.walgateway.proto.kv.v1.Predicate;
import io.walgateway.proto.kv.v1.PutItemsRequest;
import io.walgateway.proto.kv.v1.ScanItemsRequest;
import io.walgateway.proto.kv.v1.Selection;
import io.walgateway.testkit.component.Components;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The service on a real Cassandra. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyValueIT {
    private static final String CARTS = "carts";
    private static final String LOCKS = "locks";
    private static final int MEBIBYTE = 1 << 20;

    private ServedKeyValue service;

    @BeforeAll
    void start() throws Exception {
        service = new ServedKeyValue(
                Components.uniqueName("kv"),
                Map.of("namespaces.carts.wal", "false", "namespaces.locks.conditional", "true"));
    }

    @AfterAll
    void close() {
        service.close();
    }

    @Test
    void shouldGiveBackItemsInTheOrderOfTheirKeysWithTheirTimes() {
        String id = id();
        Token token = token(0);
        Item tagged = item("b", "2").toBuilder().putMetadata("tag", "red").build();
        service.put(CARTS, id, token, item("c", "3"), item("a", "1"), tagged);
        List<Item> items = service.items(CARTS, id);
        assertThat(items).extracting(item -> item.getKey().toStringUtf8()).containsExactly("a", "b", "c");
        assertThat(items.get(1).getMetadataMap()).containsExactly(Map.entry("tag", "red"));
        assertThat(items.get(1).getWriteTime()).isEqualTo(Token.timestamp(token.micros()));
        assertThat(service.items(CARTS, id())).isEmpty();
    }

    @Test
    void shouldLetTheLaterTokenWinInWhateverOrderChangesArrive() {
        String id = id();
        service.put(CARTS, id, token(0), item("a", "new"));
        service.put(CARTS, id, token(5_000), item("a", "old"), item("b", "old"));
        assertThat(values(service.items(CARTS, id))).containsExactly("new", "old");
        delete(CARTS, id, all(), token(2_000));
        assertThat(values(service.items(CARTS, id))).containsExactly("new");
        service.put(CARTS, id, token(3_000), item("b", "late"));
        assertThat(values(service.items(CARTS, id)))
                .as("older than the deletion")
                .containsExactly("new");
    }

    @Test
    void shouldDeleteKeysAndRangesAndAll() {
        String id = id();
        service.put(
                CARTS,
                id,
                token(1_000),
                IntStream.range(0, 6).mapToObj(i -> item("k" + i, "v" + i)).toArray(Item[]::new));
        delete(CARTS, id, keys("k0", "k5"), token(900));
        assertThat(values(service.items(CARTS, id))).containsExactly("v1", "v2", "v3", "v4");
        delete(CARTS, id, range("k2", "k4"), token(800));
        assertThat(values(service.items(CARTS, id))).containsExactly("v1", "v4");
        delete(CARTS, id, range("k4", ""), token(700));
        assertThat(values(service.items(CARTS, id))).containsExactly("v1");
        delete(CARTS, id, all(), token(600));
        assertThat(service.items(CARTS, id)).isEmpty();
    }

    @Test
    void shouldRefuseTokensThatDriftUnlessTheGatewayDelivers() {
        String id = id();
        assertThatThrownBy(() -> service.put(CARTS, id, token(-60_000), item("a", "1")))
                .hasMessageContaining("INVALID_ARGUMENT: idempotency_token.generation_time")
                .hasMessageContaining("at most 5s ahead of this clock");
        Token old = token(2 * 3_600_000);
        assertThatThrownBy(() -> service.put(CARTS, id, old, item("a", "1"))).hasMessageContaining("at most 1h old");
        Metadata delivered = new Metadata();
        delivered.put(Metadata.Key.of("wal-message-id", Metadata.ASCII_STRING_MARSHALLER), "m");
        service.calls()
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(delivered))
                .putItems(put(CARTS, id, old, item("a", "1")).build());
        assertThat(values(service.items(CARTS, id))).containsExactly("1");
        assertThatThrownBy(() -> service.calls()
                        .putItems(put(CARTS, id, old, item("a", "1"))
                                .clearIdempotencyToken()
                                .build()))
                .hasMessageContaining("idempotency_token: absent");
    }

    @Test
    void shouldReadInPagesOfBytesWithoutGapsOrRepetitions() {
        String id = id();
        List<String> values = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            values.add(i + "x".repeat(random.nextInt(i % 50 == 0 ? 60_000 : 400)));
            service.put(CARTS, id, token(0), item("%03d".formatted(i), values.get(i)));
        }
        for (int pageBytes : List.of(1, 10_000, 0)) {
            var request = GetItemsRequest.newBuilder().setNamespace(CARTS).setId(id);
            assertThat(values(service.items(request, pageBytes)))
                    .as("pages of %d bytes", pageBytes)
                    .containsExactlyElementsOf(values);
        }
        var some = GetItemsRequest.newBuilder().setNamespace(CARTS).setId(id).setPredicate(range("100", "200"));
        assertThat(values(service.items(some, 5_000))).containsExactlyElementsOf(values.subList(100, 200));
        some.setPredicate(keys("250", "007", "none"));
        assertThat(values(service.items(some, 1))).containsExactly(values.get(7), values.get(250));
        var first = service.calls()
                .getItems(some.setSelection(Selection.newBuilder().setPageBytes(1))
                        .build());
        assertThatThrownBy(() -> service.calls()
                        .getItems(some.clone()
                                .setId("other")
                                .setSelection(Selection.newBuilder().setPageToken(first.getNextPageToken()))
                                .build()))
                .hasMessageContaining("selection.page_token");
    }

    @Test
    void shouldReadKeysWithoutValues() {
        String id = id();
        service.put(CARTS, id, token(0), item("a", "1"), item("b", "2"));
        var answer = service.calls()
                .getItems(GetItemsRequest.newBuilder()
                        .setNamespace(CARTS)
                        .setId(id)
                        .setSelection(Selection.newBuilder().setKeysOnly(true))
                        .build());
        assertThat(answer.getItemsList())
                .extracting(
                        item -> item.getKey().toStringUtf8() + item.getValue().toStringUtf8())
                .containsExactly("a", "b");
    }

    @Test
    void shouldScanEachItemOnce() {
        Set<String> expected = new TreeSet<>();
        String prefix = id();
        for (int i = 0; i < 40; i++) {
            for (int key = 0; key < 3; key++) {
                service.put(CARTS, prefix + i, token(0), item("k" + key, "v"));
                expected.add(prefix + i + "/k" + key);
            }
        }
        List<String> found = new ArrayList<>();
        Selection.Builder selection = Selection.newBuilder().setPageBytes(150);
        while (true) {
            var answer = service.calls()
                    .scanItems(ScanItemsRequest.newBuilder()
                            .setNamespace(CARTS)
                            .setSelection(selection)
                            .build());
            answer.getItemsList().stream()
                    .filter(item -> item.getId().startsWith(prefix))
                    .map(KeyValueIT::name)
                    .forEach(found::add);
            if (answer.getNextPageToken().isEmpty()) {
                break;
            }
            selection.setPageToken(answer.getNextPageToken());
        }
        assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void shouldKeepLargeValuesInChunksThatAppearAsAWhole() {
        String id = id();
        byte[] large = new byte[5 * MEBIBYTE + 17];
        new Random(3).nextBytes(large);
        Item item = Item.newBuilder()
                .setKey(ByteString.copyFromUtf8("large"))
                .setValue(ByteString.copyFrom(large))
                .putMetadata("a", "b")
                .build();
        service.put(CARTS, id, token(2_000), item);
        Item read = service.items(CARTS, id).getFirst();
        assertThat(read.getValue().toByteArray()).isEqualTo(large);
        assertThat(read.getMetadataMap()).containsExactly(Map.entry("a", "b"));
        service.put(CARTS, id, token(1_000), item("large", "small"));
        assertThat(values(service.items(CARTS, id))).containsExactly("small");
    }

    @Test
    void shouldShowNothingOfAValueUntilItsLastChunkIsThere() {
        String id = id();
        Token token = token(0);
        service.put(CARTS, id, token, chunk("one ", 0, 3));
        assertThat(service.items(CARTS, id)).isEmpty();
        assertThatThrownBy(() -> service.put(CARTS, id, token, chunk("three", 2, 3)))
                .hasMessageContaining("FAILED_PRECONDITION: items.chunk")
                .hasMessageContaining("chunk 1 before it");
        service.put(CARTS, id, token, chunk("two ", 1, 3));
        assertThat(service.items(CARTS, id)).isEmpty();
        service.put(CARTS, id, token, chunk("three", 2, 3));
        service.put(CARTS, id, token, chunk("two ", 1, 3));
        assertThat(values(service.items(CARTS, id))).containsExactly("one two three");
        assertThatThrownBy(() -> service.put(CARTS, id, token, chunk("x", 3, 3)))
                .hasMessageContaining("items[0].chunk: 3 of 3");
    }

    @Test
    void shouldChangeItemsOnlyWhereTheConditionIsMet() {
        String id = id();
        Condition absent = Condition.newBuilder().setAbsent(true).build();
        assertThat(putIf(id, "a", absent).getApplied()).isTrue();
        var refused = putIf(id, "b", absent);
        assertThat(refused.getApplied()).isFalse();
        assertThat(refused.getPresent().getValue().toStringUtf8()).isEqualTo("a");
        Condition isB =
                Condition.newBuilder().setValue(ByteString.copyFromUtf8("b")).build();
        Condition isA =
                Condition.newBuilder().setValue(ByteString.copyFromUtf8("a")).build();
        assertThat(putIf(id, "c", isB).getApplied()).isFalse();
        assertThat(putIf(id, "c", isA).getApplied()).isTrue();
        assertThat(values(service.items(LOCKS, id))).containsExactly("c");
        var delete = DeleteItemsRequest.newBuilder()
                .setNamespace(LOCKS)
                .setId(id)
                .setPredicate(keys("k"))
                .setIdempotencyToken(token(0).proto());
        assertThat(service.calls().deleteItems(delete.setCondition(isA).build()).getApplied())
                .isFalse();
        Condition present = Condition.newBuilder().setPresent(true).build();
        assertThat(service.calls()
                        .deleteItems(delete.setCondition(present).build())
                        .getApplied())
                .isTrue();
        assertThat(putIf(id, "again", absent).getApplied()).isTrue();
        assertThatThrownBy(() -> service.calls()
                        .putItems(put(CARTS, id, token(0), item("k", "v"))
                                .setCondition(absent)
                                .build()))
                .hasMessageContaining("FAILED_PRECONDITION: condition: present (expected: none");
    }

    @Test
    void shouldRefuseByFieldValueAndExpectation() {
        assertThatThrownBy(() -> service.put("cards", "a", token(0), item("k", "v")))
                .hasMessageContaining(
                        "NOT_FOUND: namespace: cards (expected: a namespace of the settings;" + " nearest: carts)");
        assertThatThrownBy(() -> service.put(CARTS, "", token(0), item("k", "v")))
                .hasMessageContaining("INVALID_ARGUMENT: id: 0 bytes (expected: 1 to 1024 bytes)");
        assertThatThrownBy(() -> service.put(CARTS, "a", token(0), item("", "v")))
                .hasMessageContaining("items[0].key: 0 bytes (expected: 1 to 1024 bytes)");
        assertThatThrownBy(() -> service.put(CARTS, "a", token(0), item("k", "v"), item("k", "w")))
                .hasMessageContaining("items[1].key");
        assertThatThrownBy(() -> delete(CARTS, "a", Predicate.getDefaultInstance(), token(0)))
                .hasMessageContaining("predicate: absent (expected: all, keys or range)");
        assertThatThrownBy(() -> service.calls()
                        .deleteItems(DeleteItemsRequest.newBuilder()
                                .setNamespace(CARTS)
                                .setId("a")
                                .setPredicate(all())
                                .setIdempotencyToken(token(0).proto())
                                .setSpread(Duration.newBuilder().setSeconds(5))
                                .build()))
                .hasMessageContaining("spread: present (expected: a namespace with wal: true");
    }

    @Test
    void shouldDescribeNamespaces() {
        var described = service.calls()
                .describeNamespace(DescribeNamespaceRequest.newBuilder()
                        .setNamespace(LOCKS)
                        .build());
        assertThat(described.getConditional()).isTrue();
        assertThat(described.getLatestExpireTime().getSeconds()).isGreaterThan(2_000_000_000);
    }

    @Test
    void shouldForgetExpiredItemsAndSayWhenTheyExpire() {
        String id = id();
        long expiry = token(0).time().getEpochSecond() + 3_600;
        Item expiring = item("a", "1").toBuilder()
                .setExpireTime(com.google.protobuf.Timestamp.newBuilder().setSeconds(expiry))
                .build();
        service.put(CARTS, id, token(0), expiring);
        assertThat(service.items(CARTS, id).getFirst().getExpireTime().getSeconds())
                .isBetween(expiry - 1, expiry + 2);
        Item tooLong = expiring.toBuilder()
                .setExpireTime(com.google.protobuf.Timestamp.newBuilder().setSeconds(5_000_000_000L))
                .build();
        assertThatThrownBy(() -> service.put(CARTS, id, token(0), tooLong))
                .hasMessageContaining("OUT_OF_RANGE: items.expire_time")
                .hasMessageContaining("the cluster keeps nothing past");
    }

    private io.walgateway.proto.kv.v1.PutItemsResponse putIf(String id, String value, Condition condition) {
        return service.calls()
                .putItems(put(LOCKS, id, token(0), item("k", value))
                        .setCondition(condition)
                        .build());
    }

    private void delete(String namespace, String id, Predicate predicate, Token token) {
        service.calls()
                .deleteItems(DeleteItemsRequest.newBuilder()
                        .setNamespace(namespace)
                        .setId(id)
                        .setPredicate(predicate)
                        .setIdempotencyToken(token.proto())
                        .build());
    }

    private static PutItemsRequest.Builder put(String namespace, String id, Token token, Item item) {
        return PutItemsRequest.newBuilder()
                .setNamespace(namespace)
                .setId(id)
                .setIdempotencyToken(token.proto())
                .addItems(item);
    }

    private static Item chunk(String value, int number, int total) {
        return item("k", value).toBuilder()
                .setChunk(Chunk.newBuilder().setNumber(number).setTotal(total))
                .build();
    }

    private static Predicate all() {
        return Predicate.newBuilder().setAll(All.getDefaultInstance()).build();
    }

    private static Predicate keys(String... keys) {
        KeyList.Builder list = KeyList.newBuilder();
        for (String key : keys) {
            list.addKeys(ByteString.copyFromUtf8(key));
        }
        return Predicate.newBuilder().setKeys(list).build();
    }

    private static Predicate range(String from, String to) {
        return Predicate.newBuilder()
                .setRange(KeyRange.newBuilder()
                        .setFrom(ByteString.copyFromUtf8(from))
                        .setTo(ByteString.copyFromUtf8(to)))
                .build();
    }

    private static List<String> values(List<Item> items) {
        return items.stream().map(item -> item.getValue().toStringUtf8()).toList();
    }

    private static String name(IdentifiedItem item) {
        return item.getId() + "/" + item.getItem().getKey().toStringUtf8();
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
