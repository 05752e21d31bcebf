package io.walgateway.example.keyvalue.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.namespace.IndexDefinition;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.request.Match;
import io.walgateway.example.keyvalue.request.Token;
import io.walgateway.proto.kv.v1.AddEntriesRequest;
import io.walgateway.proto.kv.v1.DeleteItemsRequest;
import io.walgateway.proto.kv.v1.Item;
import io.walgateway.proto.kv.v1.PutItemsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MutationPartsTest {
    private static final int STORED_ITEM_BYTES_MAX = 256 << 10;
    private static final Token TOKEN = new Token(1_700_000_000_000_000L, "t");
    private static final KeyValueNamespace PLAIN = new KeyValueNamespace("carts", false, true, List.of());
    private static final KeyValueNamespace INDEXED = new KeyValueNamespace(
            "carts",
            false,
            true,
            List.of(IndexDefinition.of("owner", "metadata:owner").orElseThrow()));

    @Test
    void shouldPutSmallItemsIntoOnePartWithTheTokenOfTheSet() throws Exception {
        List<SetPart> parts = MutationParts.of(PLAIN, put(item("a", 10), item("b", 10)), TOKEN);
        assertThat(parts).hasSize(1);
        assertThat(parts.getFirst().method()).isEqualTo("kv.v1.KeyValueService/PutItems");
        PutItemsRequest request = PutItemsRequest.parseFrom(parts.getFirst().request());
        assertThat(request.getItemsCount()).isEqualTo(2);
        assertThat(request.getIdempotencyToken()).isEqualTo(TOKEN.proto());
    }

    @Test
    void shouldFitEachPartIntoAnItemOfDurableStorageAndLoseNothing() throws Exception {
        Random random = new Random(5);
        Item[] items = IntStream.range(0, 60)
                .mapToObj(i -> item("k" + i, i % 10 == 0 ? 700_000 : random.nextInt(60_000)))
                .toArray(Item[]::new);
        List<SetPart> parts = MutationParts.of(PLAIN, put(items), TOKEN);
        List<Item> whole = new ArrayList<>();
        ByteString chunks = ByteString.EMPTY;
        for (SetPart part : parts) {
            assertThat(part.request().size()).isLessThan(STORED_ITEM_BYTES_MAX - (8 << 10));
            for (Item item : PutItemsRequest.parseFrom(part.request()).getItemsList()) {
                if (!item.hasChunk()) {
                    whole.add(item);
                    continue;
                }
                chunks = item.getChunk().getNumber() == 0 ? item.getValue() : chunks.concat(item.getValue());
                if (item.getChunk().getNumber() == item.getChunk().getTotal() - 1) {
                    whole.add(item.toBuilder().clearChunk().setValue(chunks).build());
                }
            }
        }
        assertThat(whole).containsExactly(items);
    }

    @Test
    void shouldAddEntriesBeforeTheItemsAndSettleThemAfter() throws Exception {
        List<SetPart> parts = MutationParts.of(
                INDEXED,
                put(item("a", 1).toBuilder().putMetadata("owner", "ann").build(), item("b", 1)),
                TOKEN);
        assertThat(parts)
                .extracting(SetPart::method)
                .containsExactly(
                        "kv.v1.KeyValueIndexService/AddEntries",
                        "kv.v1.KeyValueService/PutItems",
                        "kv.v1.KeyValueIndexService/SettleEntries");
        AddEntriesRequest added = AddEntriesRequest.parseFrom(parts.getFirst().request());
        assertThat(added.getEntriesList()).hasSize(1);
        assertThat(added.getEntries(0).getValue()).isEqualTo("ann");
        assertThat(added.getEntries(0).getKey().toStringUtf8()).isEqualTo("a");
    }

    @Test
    void shouldSettleAfterADeletion() {
        DeleteItemsRequest delete =
                DeleteItemsRequest.newBuilder().setNamespace("carts").setId("i").build();
        assertThat(MutationParts.of(INDEXED, delete, new Match.All(), TOKEN))
                .extracting(SetPart::method)
                .containsExactly("kv.v1.KeyValueService/DeleteItems", "kv.v1.KeyValueIndexService/SettleEntries");
    }

    @Test
    void shouldNameASetByItsTokenAndItsContent() {
        List<SetPart> parts = MutationParts.of(PLAIN, put(metadata("a", "b")), TOKEN);
        assertThat(SetCompletions.id(parts, TOKEN))
                .isEqualTo(SetCompletions.id(MutationParts.of(PLAIN, put(metadata("b", "a")), TOKEN), TOKEN))
                .matches("kv-[0-9a-f]{40}")
                .isNotEqualTo(SetCompletions.id(parts, TOKEN.later(1)))
                .isNotEqualTo(SetCompletions.id(MutationParts.of(PLAIN, put(item("a", 1)), TOKEN), TOKEN));
    }

    private static Item metadata(String first, String second) {
        return item("k", 1).toBuilder()
                .putMetadata(first, "x")
                .putMetadata(second, "x")
                .build();
    }

    private static PutItemsRequest put(Item... items) {
        return PutItemsRequest.newBuilder()
                .setNamespace("carts")
                .setId("i")
                .addAllItems(List.of(items))
                .build();
    }

    private static Item item(String key, int bytes) {
        byte[] value = new byte[bytes];
        new Random(bytes).nextBytes(value);
        return Item.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setValue(ByteString.copyFrom(value))
                .build();
    }
}
