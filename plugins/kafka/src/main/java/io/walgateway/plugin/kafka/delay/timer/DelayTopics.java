package io.walgateway.plugin.kafka.delay.timer;

import java.util.List;

/**
 * The names of the topics that belong to a topic whose entries may be delayed.
 *
 * @param topic the topic to which entries go when they are due
 */
public record DelayTopics(String topic) {
    /** The longest name of a topic that leaves room for the names of its delay topics. */
    public static final int NAME_LENGTH_MAX = 249 - "-delay-pending-changelog".length();

    public static final String STORE = "pending";

    private static final String CHANGELOG = "-delay-" + STORE + "-changelog";

    /** Holds entries that are not due yet, and cancellations, until the store has them. */
    public String held() {
        return topic + "-delay";
    }

    /** Kafka Streams' application, and thereby the consumer group that reads {@link #held}. */
    public String application() {
        return held();
    }

    /** The durable copy of the store. */
    public String changelog() {
        return application() + "-" + STORE + "-changelog";
    }

    /** Holds the counts of pending entries, by partition of {@link #held}. */
    public String report() {
        return held() + "-report";
    }

    /** All names, the topic's own included. */
    public List<String> all() {
        return List.of(topic, held(), changelog(), report());
    }

    /** True if Kafka keeps the topic for itself, or Kafka Streams keeps it for timers. */
    public static boolean isInternal(String name) {
        return name.startsWith("__") || name.endsWith(CHANGELOG);
    }

    /** True if one of the topics that belong to this topic has that name. */
    public boolean owns(String name) {
        return name.equals(held()) || name.equals(changelog()) || name.equals(report());
    }
}
