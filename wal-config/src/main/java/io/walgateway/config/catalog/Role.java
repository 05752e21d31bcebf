package io.walgateway.config.catalog;

import java.util.Locale;

/** The part that a process plays for the namespaces of its shard, as it tells the control plane. */
public enum Role {
    /** Takes writes. */
    SERVER,
    /** Delivers them. */
    CONSUMER;

    /** As it is told and stored: in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this {@link #text}. */
    public static Role of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
