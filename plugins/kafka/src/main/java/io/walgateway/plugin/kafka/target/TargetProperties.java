package io.walgateway.plugin.kafka.target;

import io.walgateway.core.message.TargetAddress;

/** The properties of an address of this type, by their names in documents and requests. */
public final class TargetProperties {
    public static final String TOPIC = "topic";
    public static final String CLUSTER = "cluster";
    public static final String HEADERS = "headers";
    public static final String TOMBSTONE = "tombstone";
    public static final String TIMESTAMP = "timestamp";

    private static final String DEFAULT_CLUSTER = "default";

    private TargetProperties() {}

    /** The cluster that an address names, or the default one. */
    public static String cluster(TargetAddress address) {
        return address.properties().getOrDefault(CLUSTER, DEFAULT_CLUSTER);
    }
}
