package io.walgateway.example.keyvalue.store;

import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.request.Page;
import io.walgateway.example.keyvalue.request.Token;
import io.walgateway.proto.kv.v1.Item;
import io.walgateway.proto.kv.v1.StoredItem;
import java.time.Instant;
import java.util.Optional;

/**
 * An item as it was read.
 *
 * @param item   empty where only keys were asked for
 * @param micros its write time, since 1970
 * @param expiry when it is forgotten, to the second; empty: never
 */
public record StoredRow(String id, ByteString key, StoredItem item, long micros, Optional<Instant> expiry) {

    /** Where it is. */
    public Page.Position position() {
        return new Page.Position(id, key);
    }

    /** Roughly the size in an answer. */
    public long bytes() {
        long staged = item.hasStaged() ? item.getStaged().getBytes() : 0;
        return id.length() + key.size() + item.getSerializedSize() + staged;
    }

    /** The same with its value in place of the staged one. */
    public StoredRow with(ByteString value) {
        return new StoredRow(
                id, key, item.toBuilder().clearStaged().setValue(value).build(), micros, expiry);
    }

    /** As answers have it. */
    public Item proto() {
        Item.Builder proto = Item.newBuilder()
                .setKey(key)
                .setValue(item.getValue())
                .putAllMetadata(item.getMetadataMap())
                .setWriteTime(Token.timestamp(micros));
        expiry.ifPresent(at -> proto.getExpireTimeBuilder().setSeconds(at.getEpochSecond()));
        return proto.build();
    }
}
