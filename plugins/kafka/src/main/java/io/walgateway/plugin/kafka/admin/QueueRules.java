package io.walgateway.plugin.kafka.admin;

import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.Violation;
import io.walgateway.plugin.kafka.cluster.TopicNames;
import io.walgateway.plugin.kafka.delay.timer.DelayTopics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks a queue's configuration; violations name the keys of the namespace document. */
public final class QueueRules {
    private static final String TOPICS = "/wal-kafka-topics/";
    private static final String DEAD_LETTER_TOPICS = "/wal-kafka-dlq-topics/";
    private static final String NOT_FOR_DELAYS = "a topic that is not made for the delayed entries of another";
    private static final int SHOWN = 80;

    private final List<Violation> violations = new ArrayList<>();

    private QueueRules() {}

    public static List<Violation> check(QueueConfig queue) {
        QueueRules rules = new QueueRules();
        rules.names(TOPICS, queue.names());
        rules.names(DEAD_LETTER_TOPICS, queue.deadLetterNames());
        rules.unique(queue.names());
        rules.room(queue.names());
        rules.apart(queue);
        rules.range(queue, TopicPlan.PARTITIONS, 1, 10_000);
        rules.range(queue, TopicPlan.REPLICATION, 1, 32);
        rules.range(queue, TopicPlan.RETENTION, 1_000, 3_653L * 86_400_000);
        return List.copyOf(rules.violations);
    }

    public static String shortened(String value) {
        return value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
    }

    private void names(String path, List<String> names) {
        for (int index = 0; index < names.size(); index++) {
            if (!TopicNames.isLegal(names.get(index))) {
                add(path + index, names.get(index), TopicNames.EXPECTATION);
            }
        }
    }

    private void unique(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < names.size(); index++) {
            if (!seen.add(names.get(index))) {
                add(TOPICS + index, names.get(index), "each topic once");
            }
        }
    }

    /** Each topic has delay topics: its name must leave room for their names, and must not be one of them. */
    private void room(List<String> names) {
        for (int index = 0; index < names.size(); index++) {
            String name = names.get(index);
            if (TopicNames.isLegal(name) && name.length() > DelayTopics.NAME_LENGTH_MAX) {
                add(TOPICS + index, name, "at most " + DelayTopics.NAME_LENGTH_MAX + " characters");
            } else if (isMadeForDelays(names, name)) {
                add(TOPICS + index, name, NOT_FOR_DELAYS);
            }
        }
    }

    private void apart(QueueConfig queue) {
        List<String> deadLetters = queue.deadLetterNames();
        for (int index = 0; index < deadLetters.size(); index++) {
            String name = deadLetters.get(index);
            if (queue.names().contains(name)) {
                add(DEAD_LETTER_TOPICS + index, name, "a topic that is not one of wal-kafka-topics");
            } else if (isMadeForDelays(queue.names(), name)) {
                add(DEAD_LETTER_TOPICS + index, name, NOT_FOR_DELAYS);
            }
        }
    }

    private static boolean isMadeForDelays(List<String> topics, String name) {
        return topics.stream().anyMatch(topic -> new DelayTopics(topic).owns(name));
    }

    private void range(QueueConfig queue, String key, long min, long max) {
        String text = queue.settings().get(key);
        if (text == null) {
            return;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a value out of range.
        }
        String unit = key.equals(TopicPlan.RETENTION) ? " ms" : "";
        add("/" + key, text, min + " to " + max + unit);
    }

    private void add(String path, String value, String expectation) {
        violations.add(new Violation(path, shortened(value), expectation));
    }
}
