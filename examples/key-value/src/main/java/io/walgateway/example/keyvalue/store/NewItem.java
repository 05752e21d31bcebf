package io.walgateway.example.keyvalue.store;

import com.google.protobuf.ByteString;
import io.walgateway.proto.kv.v1.StoredItem;
import java.time.Instant;
import java.util.Optional;

/**
 * An item to store.
 *
 * @param expiry when it is to be forgotten; empty: never
 */
public record NewItem(ByteString key, StoredItem item, Optional<Instant> expiry) {

    long bytes() {
        return (long) key.size() + item.getSerializedSize();
    }
}
