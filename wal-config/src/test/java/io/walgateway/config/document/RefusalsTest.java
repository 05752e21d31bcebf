package io.walgateway.config.document;

import static io.walgateway.config.document.Documents.problems;
import static io.walgateway.config.document.Documents.valid;
import static io.walgateway.config.document.Documents.with;
import static io.walgateway.config.document.Documents.withConfig;
import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.config.document.node.DocumentProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not fit is told with its pointer, the value, and what was expected. */
class RefusalsTest {
    private static final String CONFIG = "/persistence_configurations/persistence_configuration/0/config";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"shard\": 5                                 | /shard                        | 5            | 1 to 100 characters",
                "\"shard\": \"a/b\"                           | /shard                        | \"a/b\"      | 1 to 100 characters",
                "\"shard\": \"..\"                            | /shard                        | \"..\"       | 1 to 100 characters",
                "\"shard\": \"\"                              | /shard                        | \"\"         | 1 to 100 characters",
                "\"shard\": null                              | /shard                        | null         | 1 to 100 characters",
                "\"retry\": {}, \"Retry\": {}               | /Retry                        | {}           | one object in one spelling",
                "\"ordering\": \"Key\"                        | /ordering                     | \"Key\"      | \"none\" or \"key\"",
                "\"ordering\": true                           | /ordering                     | true         | \"none\" or \"key\"",
                "\"retry\": 5                                 | /retry                        | 5            | an object",
                "\"retry\": []                                | /retry                        | []           | an object",
                "\"retry\": {\"max-attempts\": 0}             | /retry/max-attempts           | 0            | a whole number, 1 to 2147483647",
                "\"retry\": {\"max-attempts\": -1}            | /retry/max-attempts           | -1           | a whole number, 1 to 2147483647",
                "\"retry\": {\"max-attempts\": 2.5}           | /retry/max-attempts           | 2.5          | a whole number",
                "\"retry\": {\"max-attempts\": \"5\"}         | /retry/max-attempts           | \"5\"        | a whole number",
                "\"retry\": {\"max-attempts\": 2147483648}    | /retry/max-attempts           | 2147483648   | a whole number",
                "\"retry\": {\"max-attempts\": 123456789012345678901234567890} | /retry/max-attempts | 123456789012345678901234567890 | whole",
                "\"retry\": {\"backoff\": {\"initial\": \"0ms\"}} | /retry/backoff/initial    | \"0ms\"      | 1ms to 1d",
                "\"retry\": {\"backoff\": {\"initial\": 100}} | /retry/backoff/initial        | 100          | a duration such as",
                "\"retry\": {\"backoff.initial\": \"5 m\"}    | /retry/backoff.initial        | \"5 m\"      | a duration such as",
                "\"retry\": {\"backoff.initial\": \"2m\"}     | /retry/backoff.initial        | \"2m\"       | at most backoff.max, which is 1m",
                "\"retry\": {\"backoff.max\": \"99ms\"}       | /retry/backoff.max            | \"99ms\"     | at least backoff.initial, which is 100ms",
                "\"retry\": {\"backoff.max\": \"25h\"}        | /retry/backoff.max            | \"25h\"      | 1ms to 1d",
                "\"retry\": {\"backoff.max\": \"99999999999999999d\"} | /retry/backoff.max    | \"99999999999999999d\" | a duration",
                "\"retry\": {\"backoff.max\": \"-PT5S\"}      | /retry/backoff.max            | \"-PT5S\"    | 1ms to 1d",
                "\"retry.backoffMultiplier\": 0.5             | /retry.backoffMultiplier      | 0.5          | 1 to 100",
                "\"retry\": {\"backoff.multiplier\": 101}     | /retry/backoff.multiplier     | 101          | 1 to 100",
                "\"retry\": {\"jitter\": 1.1}                 | /retry/jitter                 | 1.1          | 0 to 1",
                "\"retry\": {\"jitter\": -0.1}                | /retry/jitter                 | -0.1         | 0 to 1",
                "\"limits\": {\"payload-bytes-max\": 0}       | /limits/payload-bytes-max     | 0            | 1 to 67108864",
                "\"limits\": {\"payload-bytes-max\": \"65MiB\"} | /limits/payload-bytes-max   | \"65MiB\"    | 1 to 67108864",
                "\"limits\": {\"payload-bytes-max\": \"big\"} | /limits/payload-bytes-max     | \"big\"      | a number of bytes",
                "\"limits\": {\"delay-max\": \"3654d\"}       | /limits/delay-max             | \"3654d\"    | 0s to 3653d",
                "\"limits\": {\"delay-max\": \"-PT1S\"}       | /limits/delay-max             | \"-PT1S\"    | 0s to 3653d",
                "\"delay\": \"5s\"                            | /delay                        | \"5s\"       | an object",
                "\"delay\": {\"default\": \"3654d\"}         | /delay/default                | \"3654d\"    | 0s to 3653d",
                "\"delay.random\": 5                         | /delay.random                 | 5            | a duration such as",
                "\"delay\": {\"jitter\": 1.5}                | /delay/jitter                 | 1.5          | 0 to 1",
                "\"delay\": {\"default\": \"61m\"}           | /delay/default                | \"61m\"      | at most limits.delay-max, which is 1h",
                "\"delay\": {\"random\": \"61m\"}            | /delay/random                 | \"61m\"      | at most limits.delay-max, which is 1h",
                "\"delay\": {\"default\": \"40m\", \"jitter\": 0.6} | /delay/default         | \"40m\"      | here up to 1h4m",
                "\"delay\": {\"default\": \"40m\", \"random\": \"21m\"} | /delay/default     | \"40m\"      | here up to 1h1m",
                "\"sets\": {\"parts-max\": 10001}             | /sets/parts-max               | 10001        | 1 to 10000",
                "\"sets\": {\"bytes-max\": \"65MiB\"}         | /sets/bytes-max               | \"65MiB\"    | 1 to 67108864",
                "\"sets\": {\"expiry\": \"25h\"}              | /sets/expiry                  | \"25h\"      | 1s to 1d",
                "\"sets\": {\"on-rejected\": \"go\"}          | /sets/on-rejected             | \"go\"       | \"stop\" or \"skip\"",
                "\"writers\": \"me\"                          | /writers                      | \"me\"       | a list",
                "\"writers\": [\"a\", \"a\"]                  | /writers/1                    | \"a\"        | each only once",
                "\"readers\": [5]                             | /readers/0                    | 5            | an id such as token:alice",
                "\"request-targets\": \"all\"             | /request-targets              | \"all\"      | \"none\", or a list",
                "\"request-targets\": [5]                   | /request-targets/0            | 5            | an object",
                "\"request-targets\": [{\"topic\": \"x\"}]    | /request-targets/0/type       | absent       | beginning with a letter",
                "\"request-targets\": [{\"type\": \"kafka\", \"topic\": \"a*b*\"}] | /request-targets/0/topic | \"a*b*\" | at most one *",
                "\"writers\": [\"a*b*\"]                 | /writers/0                    | \"a*b*\"     | at most one *",
                "\"writers\": [\"a \"]                    | /writers/0                    | \"a \"       | an id such as",
                "\"readers\": [\"\"]                          | /readers/0                    | \"\"         | an id such as token:alice",
            })
    void shouldRefuseBesidePersistence(String member, String pointer, String value, String expectation) {
        assertOne(problems(with("", member)), pointer, value, expectation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"context\": 5                               | /context                      | 5            | text of at most",
                "\"contacts\": []                             | /contacts                     | []           | text of at most",
                "\"consumer_stack\": \"a b\"                  | /consumer_stack               | \"a b\"      | 1 to 100 characters",
                "\"target\": \"kafka\"                        | /target                       | \"kafka\"    | an object",
                "\"target\": {\"topic\": \"x\"}               | /target/type                  | absent       | beginning with a letter",
                "\"target\": {\"type\": 5}                    | /target/type                  | 5            | beginning with a letter",
                "\"target\": {\"type\": \"kafka\", \"topic\": null} | /target/topic           | null         | text, a number, true or false",
                "\"target\": {\"type\": \"kafka\", \"topic\": [\"a\"]} | /target/topic        | [\"a\"]      | text, a number, true or false",
                "\"target\": {\"type\": \"kafka\", \"n\": 1e999} | /target/n                  | 1E+999 | text, a number, true or false",
                "\"target\": {\"type\": \"kafka\", \"a.b\": 1, \"a\": {\"b\": 2}} | /target/a/b | 2          | one value for a.b",
                "\"target\": {\"type\": \"kafka\", \"name\": \"@request\"} | /target/name     | \"@request\" | 1 to 100 characters",
                "\"target\": {\"type\": \"kafka\", \"retry\": {\"max-attempts\": 0}} | /target/retry/max-attempts | 0 | a whole number, 1 to 2147483647",
                "\"target\": {\"type\": \"kafka\", \"retry\": {\"max\": 0}} | /target/retry/max | 0           | a key that is known here",
                "\"target\": {\"type\": \"kafka\", \"concurrency\": 0} | /target/concurrency  | 0            | 1 to 10000",
                "\"target\": {\"type\": \"kafka\", \"concurrency\": 10001} | /target/concurrency | 10001     | 1 to 10000",
                "\"target\": {\"type\": \"kafka\", \"delivery-timeout\": \"11m\"} | /target/delivery-timeout | \"11m\" | 1ms to 10m",
                "\"target\": {\"type\": \"kafka\", \"deliveryTimeout\": \"0s\"} | /target/deliveryTimeout | \"0s\" | 1ms to 10m",
                "\"target\": {}, \"targets\": []              | /targets                      | []           | either target or targets",
                "\"targets\": {\"type\": \"kafka\"}           | /targets                      | {\"type\":\"kafka\"} | a list of targets",
                "\"targets\": [{}]                            | /targets/0/type               | absent       | beginning with a letter",
                "\"targets\": [5]                             | /targets/0                    | 5            | an object",
                "\"targets\": [{\"type\": \"a\"}, {\"type\": \"a\"}] | /targets/1/name        | absent       | a is taken",
                "\"targets\": [{\"type\": \"a\", \"name\": \"n\"}, {\"type\": \"b\", \"name\": \"n\"}] | /targets/1/name | \"n\" | n is taken",
                "\"durable_storage\": {\"shard\": \"s\", \"namespace\": \"n\"} | /durable_storage/type | absent | beginning with a letter",
                "\"durable_storage\": {\"type\": \"kv\"}      | /durable_storage/namespace    | absent       | 1 to 100 characters",
                "\"durable_storage\": \"kv\"                  | /durable_storage              | \"kv\"       | an object",
                "\"wal-kafka-topics\": \"t\"                  | /wal-kafka-topics             | \"t\"        | a list",
                "\"wal-kafka-topics\": []                     | /wal-kafka-topics             | []           | at least one queue",
                "\"wal-kafka-topics\": [5]                    | /wal-kafka-topics/0           | 5            | 1 to 249 characters",
                "\"wal-kafka-topics\": [\"a b\"]              | /wal-kafka-topics/0           | \"a b\"      | 1 to 249 characters",
                "\"wal-kafka-topics\": [\"..\"]               | /wal-kafka-topics/0           | \"..\"       | 1 to 249 characters",
                "\"wal-kafka-topics\": [\"t\", \"t\"]         | /wal-kafka-topics/1           | \"t\"        | each only once",
                "\"wal-kafka-topics\": [\"t\", \"t-dlq\"]     | /wal-kafka-dlq-topics         | \"t-dlq\"    | a dead-letter queue that is not",
                "\"wal-kafka-topics\": [\"t\"], \"walKafkaDlqTopics\": [\"t\"] | /walKafkaDlqTopics/0 | \"t\" | a dead-letter queue that is not",
                "\"wal-kafka-dlq-topics\": [\"a\", \"b\"]     | /wal-kafka-dlq-topics         | [\"a\",\"b\"] | 0 or 1 names",
                "\"wal-kafka-topics\": [\"a\",\"b\",\"c\"], \"wal-kafka-dlq-topics\": [\"d\", \"e\"] | /wal-kafka-dlq-topics | [\"d\",\"e\"] | 0, 1 or 3 names",
                "\"wal-kafka-dlq-topics\": null               | /wal-kafka-dlq-topics         | null         | a list",
                "\"wal.kafka.bootstrap.servers.prefix\": \"\" | /wal.kafka.bootstrap.servers.prefix | \"\"   | 1 to 100 characters",
                "\"queue\": {}, \"Queue\": {}               | /Queue                        | {}           | one object in one spelling",
                "\"partitions\": 0                            | /partitions                   | 0            | 1 to 10000",
                "\"partitions\": \"4\"                        | /partitions                   | \"4\"        | a whole number",
                "\"replication\": 0                           | /replication                  | 0            | 1 to 32767",
                "\"retention\": 7                             | /retention                    | 7            | a duration such as",
                "\"retention\": \"1ms\"                       | /retention                    | \"1ms\"      | 1s to 3653d",
                "\"retention\": \"1s\"                        | /retention                    | \"1s\"       | at least",
                "\"wal-queue\": [\"q\"]                       | /wal-queue                    | [\"q\"]      | no such key with physical_storage.type KAFKA",
                "\"queue\": {\"poll-interval\": {\"secs\": 1}} | /queue/poll-interval/secs    | 1            | no such key with physical_storage.type KAFKA",
                "\"partitions\": 1, \"Partitions\": 2         | /Partitions                   | 2            | one value for config.partitions",
            })
    void shouldRefuseInPersistence(String member, String pointer, String value, String expectation) {
        assertOne(problems(withConfig(member)), CONFIG + pointer, value, expectation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                           | ``                            | []           | an object",
                "5                                            | ``                            | 5            | an object",
                "{}                                           | /persistence_configurations/persistence_configuration | absent | at least one",
                "{\"persistenceConfigurations\": {}}          | /persistenceConfigurations/persistence_configuration | absent | at least one",
                "{\"persistence_configurations\": []}         | /persistence_configurations   | []           | an object",
                "{\"persistence_configurations.persistence_configuration\": []} | /persistence_configurations.persistence_configuration | [] | at least one",
                "{\"persistence_configurations.persistence_configuration\": [5]} | /persistence_configurations.persistence_configuration/0 | 5 | an object",
            })
    void shouldRefuseTheFrame(String document, String pointer, String value, String expectation) {
        List<DocumentProblem> problems = problems(document);
        assertThat(problems.getFirst().pointer()).isEqualTo(pointer);
        assertThat(problems.getFirst().value()).isEqualTo(value);
        assertThat(problems.getFirst().expectation()).contains(expectation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"retries\": {}                              | /retries               | retry",
                "\"retry\": {\"max-attemps\": 3}              | /retry/max-attemps     | max-attempts",
                "\"retry\": {\"backof.initial\": \"1s\"}      | /retry/backof.initial  | backoff.initial",
                "\"retry.max_atempts\": 3                     | /retry.max_atempts     | retry.max-attempts",
                "\"limits\": {\"payloadByteMax\": 3}          | /limits/payloadByteMax | payload-bytes-max",
                "\"Sharrd\": \"x\"                            | /Sharrd                | shard",
            })
    void shouldNameTheNearestKnownKey(String member, String pointer, String nearest) {
        assertThat(problems(with("", member))).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo(pointer);
            assertThat(problem.nearestKnownKey()).contains(nearest);
        });
    }

    @Test
    void shouldKnowADocumentInItsEnvelope() {
        String envelope =
                "{\"name\": \"orders\", \"revision\": 3, \"document\": %s}".formatted(Documents.withConfig(""));
        assertThat(problems(envelope)).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/document");
            assertThat(problem.expectation()).contains("?as=document");
        });
    }

    @Test
    void shouldNameNoNearestKeyWhereNoneIsNear() {
        assertThat(problems(with("", "\"something entirely different\": 1")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo("/something entirely different");
                    assertThat(problem.nearestKnownKey()).isEmpty();
                });
    }

    @Test
    void shouldTellAllProblemsAtOnce() {
        String document = """
            {"persistence_configurations": {"persistence_configuration": [
               {"physical_storage": {"type": 5}, "config": {"partitions": 0, "colour": "red", "target": {"concurrency": 0}}},
               {"config": {"wal-queue": []}}]},
             "retry": {"max-attempts": 0, "jitter": 2}, "a/b~c": 1}
            """;
        String first = "/persistence_configurations/persistence_configuration/0";
        assertThat(problems(document))
                .extracting(DocumentProblem::pointer)
                .containsExactlyInAnyOrder(
                        "/a~1b~0c",
                        "/retry/max-attempts",
                        "/retry/jitter",
                        first + "/physical_storage/type",
                        first + "/config/colour",
                        first + "/config/target/type",
                        first + "/config/target/concurrency",
                        "/persistence_configurations/persistence_configuration/1/physical_storage/type");
    }

    @Test
    void shouldTellAHundredProblemsAtMost() {
        StringBuilder members = new StringBuilder("\"x\": 1");
        for (int i = 0; i < 10_000; i++) {
            members.append(", \"x").append(i).append("\": 1");
        }
        assertThat(problems(with("", members.toString()))).hasSize(100);
    }

    @Test
    void shouldRefuseWhatPersistenceConfigurationsDisagreeAbout() {
        String document = """
            {"persistence_configurations": {"persistence_configuration": [
               {"physical_storage": {"type": "KAFKA"}, "config": {"consumer_stack": "a", "wal-kafka-topics": ["t"],
                 "target": {"type": "x", "p": 1}}},
               {"physical_storage": {"type": "KAFKA"}, "config": {"consumer_stack": "b", "wal-kafka-topics": ["t"],
                 "target": {"type": "x", "p": 2}}}]}}
            """;
        String second = "/persistence_configurations/persistence_configuration/1/config";
        assertThat(problems(document))
                .extracting(DocumentProblem::pointer)
                .containsExactlyInAnyOrder(
                        second + "/consumer_stack", second + "/wal-kafka-topics/0", second + "/target/name");
    }

    @Test
    void shouldRefuseANameWhoseQueueIsTheDeadLetterQueue() {
        NamespaceDocument document = valid(withConfig("\"wal-kafka-dlq-topics\": [\"orders\"]"));

        assertThat(document.problemsFor("others")).isEmpty();
        assertThat(document.problemsFor("orders"))
                .extracting(DocumentProblem::pointer)
                .containsExactly(CONFIG + "/wal-kafka-dlq-topics/0");
    }

    private static void assertOne(List<DocumentProblem> problems, String pointer, String value, String expectation) {
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo(pointer);
            assertThat(problem.value()).isEqualTo(value);
            assertThat(problem.expectation()).contains(expectation);
        });
    }
}
