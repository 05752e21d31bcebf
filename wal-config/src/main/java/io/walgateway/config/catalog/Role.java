package io.walgateway.config.catalog;

import java.util.Locale;

/** The role of a process for the namespaces of its shard, which it tells the control plane. */
public enum Role {
    /** Accepts writes. */
    SERVER,
    /** Delivers them. */
    CONSUMER;

    /** The name as it is sent and stored: in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with this {@link #text}. */
    public static Role of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
