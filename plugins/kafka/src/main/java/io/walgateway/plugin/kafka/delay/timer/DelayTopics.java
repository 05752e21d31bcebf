package io.walgateway.plugin.kafka.delay.timer;

import java.util.List;

/**
 * What belongs to a topic whose entries may be delayed.
 *
 * @param topic where entries go when they are due
 */
public record DelayTopics(String topic) {
    /** Longest name of a topic that leaves room for those that belong to it. */
    public static final int NAME_LENGTH_MAX = 249 - "-delay-pending-changelog".length();

    public static final String STORE = "pending";

    private static final String CHANGELOG = "-delay-" + STORE + "-changelog";

    /** Entries that are not due yet, and cancellations, until the store has them. */
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

    /** What is pending, by partition of {@link #held}. */
    public String report() {
        return held() + "-report";
    }

    /** All of them, with the topic itself. */
    public List<String> all() {
        return List.of(topic, held(), changelog(), report());
    }

    /** Whether a topic is one that Kafka keeps for itself, or that Kafka Streams keeps for timers. */
    public static boolean isInternal(String name) {
        return name.startsWith("__") || name.endsWith(CHANGELOG);
    }

    /** Whether this is one of those that belong to it. */
    public boolean owns(String name) {
        return name.equals(held()) || name.equals(changelog()) || name.equals(report());
    }
}
