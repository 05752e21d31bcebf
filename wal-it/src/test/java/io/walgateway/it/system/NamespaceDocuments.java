package io.walgateway.it.system;

import io.walgateway.it.target.FailingTargetProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Documents of namespaces on Kafka. */
public final class NamespaceDocuments {
    private NamespaceDocuments() {}

    /** Delivers to a Kafka topic, each key in order. */
    public static String toTopicInOrder(String topic) {
        return document(topicTarget(topic), "\"ordering\": \"key\"");
    }

    /** The same through these queues. */
    public static String toTopicInOrder(String topic, String... queues) {
        return toTopicInOrder(topic)
                .replace(
                        "\"partitions\": 4",
                        "\"partitions\": 4, \"wal-kafka-topics\": [\"%s\"]".formatted(String.join("\", \"", queues)));
    }

    /** The same through a FIFO queue of SQS. */
    public static String toTopicInOrderBySqs(String topic, String queue) {
        return """
                {"persistence_configurations": {"persistence_configuration": [{
                   "physical_storage": {"type": "SQS"},
                   "config": {"wal-queue": ["%s.fifo"], "target": %s}}]},
                 "ordering": "key"}
                """.formatted(queue, topicTarget(topic));
    }

    /** Delivers to a Kafka topic, through a queue of Kafka, or where that is away, one of SQS. */
    public static String toTopicByEither(String topic, String queue) {
        return """
                {"persistence_configurations": {"persistence_configuration": [{
                   "physical_storage": {"type": "KAFKA"},
                   "config": {"partitions": 4, "wal-kafka-topics": ["%1$s"], "target": %2$s}}, {
                   "physical_storage": {"type": "SQS"},
                   "config": {"wal-queue": ["%1$s"], "queue.poll-interval.secs": 1}}]}}
                """.formatted(queue, topicTarget(topic));
    }

    /** Delivers to a Kafka topic. */
    public static String toTopic(String topic) {
        return document(topicTarget(topic), "\"ordering\": \"none\"");
    }

    /** Delivers to a Cassandra table. */
    public static String toTable(String keyspace, String table) {
        return document(tableTarget(keyspace, table), "\"ordering\": \"none\"");
    }

    /**
     * Any.
     *
     * @param target the target object
     * @param rest   further members of the document
     */
    public static String document(String target, String rest) {
        return """
                {"persistence_configurations": {"persistence_configuration": [{
                   "physical_storage": {"type": "KAFKA"},
                   "config": {"partitions": 4, "target": %s}}]},
                 %s}
                """.formatted(target, rest);
    }

    /** Delivers large payloads, which lie in Cassandra, to two topics of the cluster {@code large}. */
    public static String largeToTopics(String storage, String first, String second) {
        return """
                {"persistence_configurations": {"persistence_configuration": [{
                   "physical_storage": {"type": "KAFKA"},
                   "config": {
                     "partitions": 1,
                     "durable_storage": {"type": "cassandra", "namespace": "%s"},
                     "targets": [
                       {"type": "kafka", "name": "first", "cluster": "large", "topic": "%s"},
                       {"type": "kafka", "name": "second", "cluster": "large", "topic": "%s"}]}}]}}
                """.formatted(storage, first, second);
    }

    /**
     * Delivers large records to a topic of the cluster {@code large}, in no order; what fails is tried again after 5 s.
     *
     * @param queue {@code KAFKA} or {@code SQS}
     */
    public static String toLargeTopicBy(String queue, String name, String topic) {
        String names = queue.equals("KAFKA") ? "\"partitions\": 1" : "\"wal-queue\": [\"%s\"]".formatted(name);
        return """
                {"persistence_configurations": {"persistence_configuration": [{
                   "physical_storage": {"type": "%s"},
                   "config": {%s, "target": {"type": "kafka", "cluster": "large", "topic": "%s"}}}]},
                 "ordering": "none",
                 "retry": {"max-attempts": 1000, "backoff": {"initial": "5s", "max": "5s"}}}
                """.formatted(queue, names, topic);
    }

    public static String topicTarget(String topic) {
        return """
                {"type": "kafka", "topic": "%s"}""".formatted(topic);
    }

    /** Where each delivery fails. */
    public static String failingTarget() {
        return """
                {"type": "%s"}""".formatted(FailingTargetProvider.TYPE);
    }

    public static String tableTarget(String keyspace, String table) {
        return """
                {"type": "cassandra", "keyspace": "%s", "table": "%s"}""".formatted(keyspace, table);
    }

    /**
     * A sample of {@code config/namespaces}, as JSON.
     *
     * @param name of the file, without {@code .yaml}
     * @param edit of its text
     */
    public static String sample(String name, UnaryOperator<String> edit) throws IOException {
        String yaml = Files.readString(Path.of("../config/namespaces/" + name + ".yaml"));
        return JsonMapper.shared().writeValueAsString(new YAMLMapper().readTree(edit.apply(yaml)));
    }

    /** The same as it is. */
    public static String sample(String name) throws IOException {
        return sample(name, UnaryOperator.identity());
    }
}
