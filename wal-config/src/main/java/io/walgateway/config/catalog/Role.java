package io.walgateway.config.catalog;

import java.util.Locale;

/** The part that a process plays for the namespaces of its shard, as it tells the control plane. */
public enum Role {
    /** Takes writes. */
    SERVER,
    /** Delivers them. */
    CONSUMER;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
