package io.walgateway.example.keyvalue.store;

import com.google.protobuf.ByteString;
import io.walgateway.example.keyvalue.request.Refusals;
import io.walgateway.proto.kv.v1.Condition;
import io.walgateway.proto.kv.v1.StoredItem;

/** What must be there before an item is changed. */
public sealed interface Expectation {
    /** No item. */
    record Absent() implements Expectation {}

    /** Any item. */
    record Present() implements Expectation {}

    /**
     * An item as it is stored.
     *
     * @param content of its cell
     */
    record Content(ByteString content) implements Expectation {}

    /** The expectation of a request. */
    static Expectation of(Condition condition) {
        return switch (condition.getExpectationCase()) {
            case ABSENT -> new Absent();
            case PRESENT -> new Present();
            case VALUE ->
                new Content(StoredItem.newBuilder()
                        .setValue(condition.getValue())
                        .build()
                        .toByteString());
            case EXPECTATION_NOT_SET -> throw Refusals.invalid("condition", "empty", "absent, present or value");
        };
    }

    /** The clause of a statement. */
    default String clause() {
        return switch (this) {
            case Absent() -> " IF content = null";
            case Present() -> " IF content != null";
            case Content _ -> " IF content = ?";
        };
    }
}
