package io.walgateway.controlplane;

/** Namespace documents for tests. */
public final class TestDocuments {

    private TestDocuments() {}

    /** From topic {@code <topic>} to the target {@code <topic>-out}. */
    public static String kafka(String topic) {
        return kafka(topic, "default");
    }

    public static String kafka(String topic, String shard) {
        return """
                {"persistence_configurations": {"persistence_configuration": [{
                   "physical_storage": {"type": "KAFKA"},
                   "config": {"wal-kafka-topics": ["%1$s"], "target": {"type": "kafka", "endpoint": "%1$s-out"}}}]},
                 "shard": "%2$s"}
                """.formatted(topic, shard);
    }

    /** The delay queue's, as published. */
    public static final String SQS = """
            "persistenceConfigurations": { "persistenceConfiguration": [ {
              "physicalStorage": { "type": "SQS" },
              "config": { "wal-queue": ["dgwwal-dq-pds"], "wal-dlq-queue": ["dgwwal-dlq-pds"],
                          "queue.poll-interval.secs": 10, "queue.max-messages-per-poll": 100, } } ] }
            """;

    /** The same on queues that nobody serves. */
    public static final String UNSERVED = SQS.replace("\"SQS\"", "\"PIGEON\"");
}
