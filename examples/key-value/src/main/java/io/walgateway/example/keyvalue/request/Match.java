package io.walgateway.example.keyvalue.request;

import com.google.protobuf.ByteString;
import io.walgateway.proto.kv.v1.Predicate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** Which items of an id are meant. */
public sealed interface Match {
    int KEYS_MAX = 1_000;
    Comparator<ByteString> KEY_ORDER = ByteString.unsignedLexicographicalComparator();

    /** All of them. */
    record All() implements Match {}

    /** Those with these keys, ascending, no key twice. */
    record Keys(List<ByteString> keys) implements Match {
        public Keys {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Those in a range.
     *
     * @param from the first key; empty: from the beginning
     * @param to   the key after the last one; empty: to the end
     */
    record Range(ByteString from, ByteString to) implements Match {}

    /** The match of a request. Absent where {@code field} is optional: all. */
    static Match of(Predicate predicate, boolean optional) {
        return switch (predicate.getMatchCase()) {
            case ALL -> new All();
            case KEYS -> keys(predicate.getKeys().getKeysList());
            case RANGE ->
                range(predicate.getRange().getFrom(), predicate.getRange().getTo());
            case MATCH_NOT_SET -> {
                if (optional) {
                    yield new All();
                }
                throw Refusals.invalid("predicate", "absent", "all, keys or range");
            }
        };
    }

    /** As requests have it. */
    default Predicate proto() {
        Predicate.Builder predicate = Predicate.newBuilder();
        switch (this) {
            case All() -> predicate.setAll(io.walgateway.proto.kv.v1.All.getDefaultInstance());
            case Keys(List<ByteString> keys) -> predicate.getKeysBuilder().addAllKeys(keys);
            case Range(ByteString from, ByteString to) ->
                predicate.getRangeBuilder().setFrom(from).setTo(to);
        }
        return predicate.build();
    }

    private static Match keys(List<ByteString> keys) {
        if (keys.isEmpty() || keys.size() > KEYS_MAX) {
            throw Refusals.invalid("predicate.keys", keys.size() + " keys", "1 to " + KEYS_MAX);
        }
        if (new HashSet<>(keys).size() < keys.size()) {
            throw Refusals.invalid("predicate.keys", "a key that is there twice", "each key once");
        }
        keys.forEach(key -> Names.requireKey("predicate.keys", key));
        return new Keys(keys.stream().sorted(KEY_ORDER).toList());
    }

    private static Match range(ByteString from, ByteString to) {
        if (from.size() > Names.KEY_BYTES_MAX || to.size() > Names.KEY_BYTES_MAX) {
            throw Refusals.invalid(
                    "predicate.range", "a key of " + Math.max(from.size(), to.size()) + " bytes", Names.KEY_EXPECTED);
        }
        if (!to.isEmpty() && KEY_ORDER.compare(from, to) >= 0) {
            throw Refusals.invalid("predicate.range", "from is not before to", "a range that can contain a key");
        }
        return new Range(from, to);
    }
}
