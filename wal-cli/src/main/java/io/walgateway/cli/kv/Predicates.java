package io.walgateway.cli.kv;

import com.google.protobuf.ByteString;
import io.walgateway.proto.kv.v1.All;
import io.walgateway.proto.kv.v1.KeyList;
import io.walgateway.proto.kv.v1.Predicate;
import java.util.List;

/** Which items are meant. */
final class Predicates {

    private Predicates() {}

    /** Those with these keys; all if there are none. */
    static Predicate of(List<String> keys) {
        return keys.isEmpty()
                ? Predicate.newBuilder().setAll(All.getDefaultInstance()).build()
                : Predicate.newBuilder()
                        .setKeys(KeyList.newBuilder()
                                .addAllKeys(keys.stream()
                                        .map(ByteString::copyFromUtf8)
                                        .toList()))
                        .build();
    }
}
