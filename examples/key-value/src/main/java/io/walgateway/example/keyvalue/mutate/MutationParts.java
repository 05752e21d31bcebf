package io.walgateway.example.keyvalue.mutate;

import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.index.Terms;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.request.Match;
import io.walgateway.example.keyvalue.request.Token;
import io.walgateway.proto.kv.v1.AddEntriesRequest;
import io.walgateway.proto.kv.v1.Chunk;
import io.walgateway.proto.kv.v1.DeleteItemsRequest;
import io.walgateway.proto.kv.v1.IndexEntry;
import io.walgateway.proto.kv.v1.Item;
import io.walgateway.proto.kv.v1.KeyValueIndexServiceGrpc;
import io.walgateway.proto.kv.v1.KeyValueServiceGrpc;
import io.walgateway.proto.kv.v1.PutItemsRequest;
import io.walgateway.proto.kv.v1.SettleEntriesRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The parts of a set for one put or delete. A part fits into an item of durable storage: many items become several
 * parts, and a large item becomes chunks in consecutive parts, which the service puts together.
 *
 * <p>In an indexed namespace, new entries come before the items, so that a reader who sees an item finds it in the
 * index; old entries are removed after it.
 */
final class MutationParts {
    /** Of items or keys in one part. The largest item of durable storage is 256 KiB, with the record around the part. */
    static final int PART_BYTES_MAX = 192 << 10;

    /** What a list costs beside its elements. */
    private static final int ELEMENT_BYTES = 16;

    private MutationParts() {}

    static List<SetPart> of(KeyValueNamespace namespace, PutItemsRequest put, Token token) {
        List<SetPart> parts = new ArrayList<>();
        for (List<IndexEntry> entries : groups(entries(namespace, put), IndexEntry::getSerializedSize)) {
            parts.add(SetPart.of(
                    KeyValueIndexServiceGrpc.getAddEntriesMethod(),
                    AddEntriesRequest.newBuilder()
                            .setNamespace(put.getNamespace())
                            .setId(put.getId())
                            .setIdempotencyToken(token.proto())
                            .addAllEntries(entries)
                            .build()));
        }
        PutItemsRequest empty =
                put.toBuilder().clearItems().setIdempotencyToken(token.proto()).build();
        for (List<Item> items : groups(put.getItemsList(), Item::getSerializedSize)) {
            if (items.size() > 1 || items.getFirst().getSerializedSize() <= PART_BYTES_MAX) {
                parts.add(part(empty.toBuilder().addAllItems(items).build()));
            } else {
                chunks(items.getFirst())
                        .forEach(chunk ->
                                parts.add(part(empty.toBuilder().addItems(chunk).build())));
            }
        }
        List<ByteString> keys = put.getItemsList().stream()
                .map(Item::getKey)
                .sorted(Match.KEY_ORDER)
                .toList();
        parts.addAll(settlement(namespace, put.getId(), new Match.Keys(keys), token));
        return parts;
    }

    static List<SetPart> of(KeyValueNamespace namespace, DeleteItemsRequest delete, Match match, Token token) {
        List<SetPart> parts = new ArrayList<>();
        for (Match part : split(match)) {
            parts.add(SetPart.of(
                    KeyValueServiceGrpc.getDeleteItemsMethod(),
                    delete.toBuilder()
                            .clearSpread()
                            .setPredicate(part.proto())
                            .setIdempotencyToken(token.proto())
                            .build()));
        }
        parts.addAll(settlement(namespace, delete.getId(), match, token));
        return parts;
    }

    private static List<SetPart> settlement(KeyValueNamespace namespace, String id, Match match, Token token) {
        if (!namespace.isIndexed()) {
            return List.of();
        }
        return split(match).stream()
                .map(part -> SetPart.of(
                        KeyValueIndexServiceGrpc.getSettleEntriesMethod(),
                        SettleEntriesRequest.newBuilder()
                                .setNamespace(namespace.name())
                                .setId(id)
                                .setPredicate(part.proto())
                                .setIdempotencyToken(token.proto())
                                .build()))
                .toList();
    }

    private static List<Match> split(Match match) {
        return switch (match) {
            case Match.All _, Match.Range _ -> List.of(match);
            case Match.Keys(List<ByteString> keys) ->
                groups(keys, ByteString::size).stream()
                        .<Match>map(Match.Keys::new)
                        .toList();
        };
    }

    private static List<IndexEntry> entries(KeyValueNamespace namespace, PutItemsRequest put) {
        List<IndexEntry> entries = new ArrayList<>();
        for (Item item : put.getItemsList()) {
            Terms.of(namespace.indices(), item.getValue(), item.getMetadataMap())
                    .forEach((index, term) -> {
                        IndexEntry.Builder entry = IndexEntry.newBuilder()
                                .setIndex(index)
                                .setValue(term)
                                .setKey(item.getKey());
                        if (item.hasExpireTime()) {
                            entry.setExpireTime(item.getExpireTime());
                        }
                        entries.add(entry.build());
                    });
        }
        return entries;
    }

    private static List<Item> chunks(Item item) {
        int total = Math.ceilDiv(item.getValue().size(), PART_BYTES_MAX);
        List<Item> chunks = new ArrayList<>();
        for (int number = 0; number < total; number++) {
            int from = number * PART_BYTES_MAX;
            int to = Math.min(item.getValue().size(), from + PART_BYTES_MAX);
            chunks.add(item.toBuilder()
                    .setValue(item.getValue().substring(from, to))
                    .setChunk(Chunk.newBuilder().setNumber(number).setTotal(total))
                    .build());
        }
        return chunks;
    }

    private static SetPart part(PutItemsRequest put) {
        return SetPart.of(KeyValueServiceGrpc.getPutItemsMethod(), put);
    }

    private static <T> List<List<T>> groups(List<T> all, ToIntFunction<T> size) {
        List<List<T>> groups = new ArrayList<>();
        long bytes = 0;
        for (T each : all) {
            long more = size.applyAsInt(each) + (long) ELEMENT_BYTES;
            if (groups.isEmpty() || bytes + more > PART_BYTES_MAX) {
                groups.add(new ArrayList<>());
                bytes = 0;
            }
            groups.getLast().add(each);
            bytes += more;
        }
        return groups;
    }
}
