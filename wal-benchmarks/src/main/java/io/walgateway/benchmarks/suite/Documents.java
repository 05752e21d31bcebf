package io.walgateway.benchmarks.suite;

/** Namespace documents. */
final class Documents {
    /** The most deliveries in flight, of the gateway and of its peers. */
    static final int CONCURRENCY = 256;

    /** The name of each namespace's one target. */
    static final String TARGET = "target";

    /** Appended to the name of a topic: the topic of its dead letters. */
    static final String DEAD_LETTERS = "-dlq";

    private Documents() {}

    /**
     * A namespace with one topic and one target.
     *
     * @param target type and properties, as members of a JSON object
     */
    static String of(String topic, String ordering, String target) {
        return """
                {"persistence_configurations": {"persistence_configuration": [{
                  "physical_storage": {"type": "KAFKA"},
                  "config": {
                    "wal-kafka-topics": ["%s"],
                    "target": {%s, "name": "%s", "concurrency": %d}}}]},
                 "ordering": "%s"}
                """.formatted(topic, target, TARGET, CONCURRENCY, ordering);
    }
}
