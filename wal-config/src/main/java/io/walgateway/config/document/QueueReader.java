package io.walgateway.config.document;

import io.walgateway.config.document.QueueDraft.QueueNames;
import io.walgateway.config.document.node.Given;
import io.walgateway.config.document.node.GivenObject;
import io.walgateway.config.document.node.Problems;
import io.walgateway.config.document.node.TextRule;
import io.walgateway.config.document.node.Values;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.queue.QueueClient;
import io.walgateway.core.queue.QueueProvider;
import io.walgateway.core.registry.Plugins;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads the queues of one persistence configuration. */
record QueueReader(Plugins plugins, Problems problems) {
    static final List<String> KAFKA_PATHS = List.of(
            "config/wal-kafka-topics", "config/wal-kafka-dlq-topics", "config/wal.kafka.bootstrap.servers.prefix");
    static final List<String> OTHER_PATHS = List.of(
            "config/wal-queue",
            "config/wal-dlq-queue",
            "config/queue.cluster",
            "config/queue.poll-interval.secs",
            "config/queue.max-messages-per-poll");
    static final List<String> COMMON_PATHS = List.of("config/partitions", "config/replication", "config/retention");

    /** Ten years, like the longest delay. */
    static final Duration RETENTION_MAX = Limits.DELAY_LIMIT;

    private static final Duration RETENTION_MIN = Duration.ofSeconds(1);

    QueueDraft read(GivenObject object, String type) {
        int problemsBefore = problems.count();
        boolean kafka = type.equals("kafka");
        refuse(object, kafka ? OTHER_PATHS : KAFKA_PATHS, type);
        List<String> own = kafka ? KAFKA_PATHS : OTHER_PATHS;
        Values values = new Values(object);
        // A plugin that knows the valid names of its queues reports errors in its own words.
        TextRule rule = kafka || plugins.queue(type).isEmpty() ? TextRule.QUEUE_NAME : TextRule.ANY;
        QueueNames names = names(values, own.get(0), rule);
        QueueDraft draft = new QueueDraft(
                object,
                type,
                values.text(kafka ? own.get(2) : "config/queue.cluster", TextRule.NAME)
                        .orElse("default"),
                names,
                deadLetterNames(values, own.get(1), names, rule),
                settings(values),
                plugins.queue(type).orElseGet(() -> new AbsentPlugin(type)));
        if (problems.count() == problemsBefore) {
            note(draft, draft.check(), problems);
        }
        return draft;
    }

    private void refuse(GivenObject object, List<String> paths, String type) {
        for (String path : paths) {
            object.get(path)
                    .ifPresent(given ->
                            problems.add(given, "no such key with physical_storage.type " + QueueDraft.written(type)));
        }
    }

    private QueueNames names(Values values, String path, TextRule rule) {
        Optional<List<String>> names = values.texts(path, rule);
        if (sizeOfList(values, path) == 0) {
            values.object().get(path).ifPresent(list -> problems.add(list, "at least one queue"));
        }
        return new QueueNames(path, names.filter(list -> !list.isEmpty()));
    }

    private QueueNames deadLetterNames(Values values, String path, QueueNames queues, TextRule rule) {
        Optional<List<String>> names = values.texts(path, rule);
        int queueCount = Math.max(1, sizeOfList(values, queues.path()));
        int count = sizeOfList(values, path);
        if (count > 1 && count != queueCount) {
            String expectation =
                    queueCount == 1 ? "0 or 1 names" : "0, 1 or " + queueCount + " names, one for each queue";
            values.object().get(path).ifPresent(list -> problems.add(list, expectation));
        }
        int usable = queues.given().map(List::size).orElse(1);
        return new QueueNames(path, names.filter(list -> list.size() <= 1 || list.size() == usable));
    }

    private static int sizeOfList(Values values, String path) {
        return values.object()
                .get(path)
                .map(Given::node)
                .filter(JsonNode::isArray)
                .map(JsonNode::size)
                .orElse(-1);
    }

    private static Map<String, String> settings(Values values) {
        Map<String, String> settings = new TreeMap<>();
        values.integer("config/partitions", 1, 10_000).ifPresent(n -> settings.put("partitions", n.toString()));
        values.integer("config/replication", 1, 32_767).ifPresent(n -> settings.put("replication", n.toString()));
        values.duration("config/retention", RETENTION_MIN, RETENTION_MAX)
                .ifPresent(retention -> settings.put("retention", String.valueOf(retention.toMillis())));
        values.integer("config/queue.poll-interval.secs", 0, 3_600)
                .ifPresent(n -> settings.put("poll-interval-secs", n.toString()));
        values.integer("config/queue.max-messages-per-poll", 1, 10_000)
                .ifPresent(n -> settings.put("max-messages-per-poll", n.toString()));
        return settings;
    }

    /** Adds a plugin's violations to the problems. */
    static void note(QueueDraft draft, List<Violation> violations, Problems problems) {
        for (Violation violation : violations) {
            String pointer = draft.object().pointerTo("config", violation.path());
            problems.add(pointer, violation.value(), violation.expectation());
        }
    }

    /** Allows everything for a queue of a type that has no plugin here. */
    private record AbsentPlugin(String type) implements QueueProvider {
        @Override
        public List<Violation> check(QueueConfig queue) {
            return List.of();
        }

        @Override
        public QueueClient open(PluginContext context) {
            throw new IllegalStateException("queue type " + type + " has no plugin here");
        }
    }
}
