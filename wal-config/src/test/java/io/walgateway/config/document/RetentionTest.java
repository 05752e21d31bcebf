package io.walgateway.config.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.config.document.node.DocumentProblem;
import io.walgateway.core.namespace.NamespaceConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A queue keeps what is written to it for as long as the document lets it be delayed and tried again. */
class RetentionTest {
    private static final String POINTER = "/persistence_configurations/persistence_configuration/0/config/retention";
    private static final String HUNDRED_HOURS = """
            "retry": {"max-attempts": 101, "backoff.initial": "1h", "backoff.multiplier": 1, "backoff.max": "1h",
              "jitter": 0}""";

    @ParameterizedTest
    @ValueSource(strings = {"KAFKA", "SQS"})
    void shouldRefuseLessThanDelayAndRetriesTogether(String type) {
        String delay = HUNDRED_HOURS + ", \"limits\": {\"delay-max\": \"2d\"}";
        assertThat(problems(document(type, "100h", delay)))
                .containsExactly(new DocumentProblem(
                        POINTER, "\"100h\"", "at least 6d4h: limits.delay-max (2d) and all retries (4d4h) together"));
        NamespaceConfig kept = valid(document(type, "148h", delay)).toConfig("n", 1);
        assertThat(kept.queues().getFirst().settings())
                .containsEntry("retention", Long.toString(Duration.ofHours(148).toMillis()));
    }

    @Test
    void shouldCountTheLongestRetriesOfTheTargets() {
        String target = "\"targets\": [{\"name\": \"copy\", \"type\": \"kafka\", \"topic\": \"x\", %s}], "
                .formatted(HUNDRED_HOURS);
        String config = target + "\"retention\": \"100h\"";
        assertThat(problems(Documents.with(config, ""))).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo(POINTER);
            assertThat(problem.expectation()).startsWith("at least 4d5h");
        });
    }

    @Test
    void shouldAskNoMoreOfSqsThanItKeeps() {
        String tenYears = "\"limits\": {\"delay-max\": \"3653d\"}";
        assertThat(valid(document("SQS", "14d", tenYears))
                        .toConfig("n", 1)
                        .limits()
                        .delayMax())
                .isEqualTo(Duration.ofDays(3653));
        assertThat(problems(document("SQS", "13d", tenYears))).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo(POINTER);
            assertThat(problem.expectation()).startsWith("at least 14d").endsWith(", as far as queues keep anything");
        });
    }

    @Test
    void shouldNotAllowRetriesForLongerThanAFifoQueueKeepsAnything() {
        String config = "\"wal-queue\": [\"a.fifo\"]%s";
        String month = HUNDRED_HOURS.replace("101", "721");
        assertThat(problems(Documents.with(config.formatted(""), month).replace("KAFKA", "SQS")))
                .containsExactly(new DocumentProblem(
                        POINTER, "absent", "at least 30d: limits.delay-max (0s) and all retries (30d) together"));
        assertThat(problems(Documents.with(config.formatted(", \"retention\": \"14d\""), month)
                        .replace("KAFKA", "SQS")))
                .extracting(DocumentProblem::value)
                .containsExactly("\"14d\"");
    }

    private static String document(String type, String retention, String more) {
        return Documents.with("\"retention\": \"" + retention + "\"", more).replace("KAFKA", type);
    }

    private static List<DocumentProblem> problems(String json) {
        return Documents.problems(NamespaceDocument.read(json, Documents.SQS_PLUGINS));
    }

    private static NamespaceDocument valid(String json) {
        return Documents.valid(NamespaceDocument.read(json, Documents.SQS_PLUGINS));
    }
}
