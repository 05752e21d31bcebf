package io.walgateway.plugin.evcache.address;

import java.util.Optional;

/** What leaves for the caches of other regions. */
public enum ReplicationMode {
    /** The change itself. */
    SET,
    /** That the key is invalid: the other regions remove it. */
    INVALIDATE,
    /** The value that the cache of this region has at the moment of sending; if it has none, the other regions remove the key. */
    FETCH;

    static final String EXPECTED = "set, invalidate or fetch";

    static Optional<ReplicationMode> parse(String text) {
        return switch (text) {
            case "set" -> Optional.of(SET);
            case "invalidate" -> Optional.of(INVALIDATE);
            case "fetch" -> Optional.of(FETCH);
            default -> Optional.empty();
        };
    }
}
