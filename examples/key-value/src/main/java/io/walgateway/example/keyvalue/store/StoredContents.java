package io.walgateway.example.keyvalue.store;

import com.google.protobuf.InvalidProtocolBufferException;
import io.walgateway.example.keyvalue.request.Refusals;
import io.walgateway.proto.kv.v1.StoredItem;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads cells. */
final class StoredContents {
    private StoredContents() {}

    static StoredItem parse(@Nullable ByteBuffer cell) {
        try {
            return cell == null ? StoredItem.getDefaultInstance() : StoredItem.parseFrom(cell);
        } catch (InvalidProtocolBufferException e) {
            throw Refusals.broken("an item in the table was not written by this service");
        }
    }
}
