package io.walgateway.example.keyvalue.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.walgateway.proto.kv.v1.Chunk;
import io.walgateway.proto.kv.v1.GetItemsRequest;
import io.walgateway.proto.kv.v1.Item;
import io.walgateway.proto.kv.v1.KeyList;
import io.walgateway.proto.kv.v1.KeyRange;
import io.walgateway.proto.kv.v1.Predicate;
import io.walgateway.proto.kv.v1.Selection;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestRulesTest {
    private static final ItemRules RULES = new ItemRules(2 << 20);

    @Test
    void shouldTakeItemsWithinTheirBounds() {
        RULES.require(List.of(item("k").setValue(bytes(2 << 20)).build()));
        RULES.require(
                IntStream.range(0, 1_000).mapToObj(i -> item("k" + i).build()).toList());
        RULES.require(List.of(item("k")
                .setValue(bytes(1 << 20))
                .setChunk(Chunk.newBuilder().setNumber(1_023).setTotal(1_024))
                .build()));
    }

    @Test
    void shouldRefuseItemsBeyondThem() {
        refused(List.of(), "items: 0 items (expected: 1 to 1000)");
        refused(Collections.nCopies(1_001, item("k").build()), "items: 1001 items");
        refused(List.of(item("k").setValue(bytes((2 << 20) + 1)).build()), "items[0].value: 2097153 bytes");
        refused(List.of(item("k".repeat(1_025)).build()), "items[0].key: 1025 bytes");
        refused(
                List.of(item("k")
                        .setExpireTime(Timestamp.newBuilder().setNanos(-1))
                        .build()),
                "items[0].expire_time: 0 s and -1 ns since 1970");
        refused(List.of(item("k").putMetadata("", "x").build()), "names of 1 to 100 characters");
        refused(List.of(item("k").putMetadata("n", "x".repeat(4_096)).build()), "1 entries, 4097 bytes");
        Item.Builder many = item("k");
        IntStream.range(0, 17).forEach(i -> many.putMetadata("n" + i, ""));
        refused(List.of(many.build()), "17 entries");
        refused(
                List.of(item("k").setChunk(Chunk.newBuilder().setTotal(1_025)).build()),
                "items[0].chunk: 0 of 1025 (expected: a number below the total, which is 1 to 1024)");
        refused(
                List.of(item("k")
                        .setValue(bytes((1 << 20) + 1))
                        .setChunk(Chunk.newBuilder().setTotal(2))
                        .build()),
                "at most 1048576 bytes in a chunk");
    }

    @Test
    void shouldSortKeysAsUnsignedBytes() {
        ByteString high = ByteString.copyFrom(new byte[] {(byte) 0xff});
        ByteString low = ByteString.copyFromUtf8("a");
        Predicate keys = Predicate.newBuilder()
                .setKeys(KeyList.newBuilder().addKeys(high).addKeys(low))
                .build();
        assertThat(Match.of(keys, false)).isEqualTo(new Match.Keys(List.of(low, high)));
        assertThat(Match.of(Match.of(keys, false).proto(), false)).isEqualTo(Match.of(keys, false));
    }

    @Test
    void shouldRefusePredicatesThatMatchNothing() {
        assertThat(Match.of(Predicate.getDefaultInstance(), true)).isEqualTo(new Match.All());
        refused(Predicate.newBuilder().setKeys(KeyList.getDefaultInstance()), "predicate.keys: 0 keys");
        refused(
                Predicate.newBuilder().setKeys(KeyList.newBuilder().addAllKeys(Collections.nCopies(2, bytes(1)))),
                "each key once");
        refused(
                Predicate.newBuilder()
                        .setRange(KeyRange.newBuilder().setFrom(bytes(2)).setTo(bytes(2))),
                "from is not before to");
    }

    @Test
    void shouldGoOnOnlyWithTheSameRequest() {
        GetItemsRequest request = GetItemsRequest.newBuilder().setId("a").build();
        Page first = Page.of(Selection.getDefaultInstance(), request);
        assertThat(first.bytesMax()).isEqualTo(1 << 20);
        var last = new Page.Position("a", ByteString.copyFromUtf8("k"));
        Selection next = Selection.newBuilder()
                .setPageToken(first.tokenAfter(last))
                .setPageBytes(5)
                .build();
        assertThat(Page.of(next, request).after()).contains(last);
        assertThatThrownBy(() -> Page.of(next, request.toBuilder().setId("b").build()))
                .hasMessageContaining("selection.page_token");
        assertThatThrownBy(() -> Page.of(
                        Selection.newBuilder()
                                .setPageToken(ByteString.copyFromUtf8("x"))
                                .build(),
                        request))
                .hasMessageContaining("the next_page_token of the page before");
        assertThatThrownBy(() -> Page.of(
                        Selection.newBuilder().setPageBytes((4 << 20) + 1).build(), request))
                .hasMessageContaining("selection.page_bytes: 4194305");
    }

    private static void refused(List<Item> items, String why) {
        assertThatThrownBy(() -> RULES.require(items)).hasMessageContaining(why);
    }

    private static void refused(Predicate.Builder predicate, String why) {
        assertThatThrownBy(() -> Match.of(predicate.build(), false)).hasMessageContaining(why);
    }

    private static Item.Builder item(String key) {
        return Item.newBuilder().setKey(ByteString.copyFromUtf8(key));
    }

    private static ByteString bytes(int size) {
        return ByteString.copyFrom(new byte[size]);
    }
}
