package io.walgateway.config.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.config.document.node.DocumentProblem;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a namespace asks for is held against what its queues can do. */
class CapabilityRulesTest {
    private static final String CONFIG = "/persistence_configurations/persistence_configuration/0/config";

    @Test
    void shouldRefuseOrderOnStandardQueues() {
        String expectation = "names of FIFO queues (NAME.fifo), because ordering is key";
        assertThat(problems(sqs("\"wal-queue\": [\"a.fifo\", \"b\"]", "\"ordering\": \"key\"")))
                .containsExactly(new DocumentProblem(CONFIG + "/wal-queue/1", "\"b\"", expectation));
        assertThat(problems(sqs("", "\"ordering\": \"key\"")))
                .containsExactly(new DocumentProblem(CONFIG + "/wal-queue", "absent", expectation));
    }

    @Test
    void shouldRefuseADelayForEachMessageOnFifoQueues() {
        assertThat(problems(sqs("\"wal-queue\": [\"a.fifo\"]", "\"limits\": {\"delay-max\": \"5s\"}")))
                .containsExactly(new DocumentProblem(
                        "/limits/delay-max",
                        "\"5s\"",
                        "0s or absent, because a FIFO queue cannot hold a single message back"));
    }

    @Test
    void shouldAllowNoDelayOnFifoQueuesUnlessAskedFor() {
        NamespaceConfig fifo = valid(sqs("\"wal-queue\": [\"a.fifo\"]", "\"ordering\": \"key\""))
                .toConfig("n", 1);
        assertThat(fifo.limits().delayMax()).isZero();
        assertThat(fifo.queues().getFirst().deadLetterNames()).containsExactly("a-dlq.fifo");
        assertThat(valid(sqs("\"wal-queue\": [\"a\"]", ""))
                        .toConfig("n", 1)
                        .limits()
                        .delayMax())
                .isEqualTo(Limits.DEFAULT.delayMax());
    }

    @Test
    void shouldSayWhyAFifoQueueTakesNoDefaultDelay() {
        assertThat(problems(sqs("\"wal-queue\": [\"a.fifo\"]", "\"delay\": {\"default\": \"5s\"}")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo("/delay/default");
                    assertThat(problem.expectation())
                            .contains("limits.delay-max, which is 0s")
                            .endsWith("because a FIFO queue cannot hold a single message back");
                });
    }

    @Test
    void shouldJudgeDelaysByTheQueuesThatTakeWrites() {
        String delay = "\"delay\": {\"default\": \"5s\"}, \"ordering\": ";
        assertThat(problems(fifoAndKafka(delay + "\"key\"")))
                .extracting(DocumentProblem::pointer)
                .containsExactly("/delay/default");
        assertThat(valid(fifoAndKafka(delay + "\"none\""))
                        .toConfig("n", 1)
                        .delays()
                        .longest())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void shouldRefuseAQueueThatWouldBecomeAFifoQueueByTheNameOfItsNamespace() {
        NamespaceDocument document = valid(sqs("", ""));
        assertThat(document.problemsFor("orders")).isEmpty();
        assertThat(document.problemsFor("orders.fifo"))
                .extracting(DocumentProblem::pointer)
                .containsExactly(CONFIG + "/wal-queue");
    }

    @Test
    void shouldRefuseTwoLimitsForOneThing() {
        String twice = "\"queue.max-messages-per-poll\": 10, \"queue\": {\"maxMessagesPerPoll\": 20}";
        assertThat(problems(sqs(twice, ""))).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo(CONFIG + "/queue/maxMessagesPerPoll");
            assertThat(problem.expectation()).contains("one value").contains(CONFIG + "/queue.max-messages-per-poll");
        });
        assertThat(problems(sqs("", "\"limits.delay-max\": \"1h\", \"limits\": {\"delayMax\": \"2h\"}")))
                .extracting(DocumentProblem::pointer)
                .containsExactly("/limits/delayMax");
    }

    @Test
    void shouldTakeTheNameOfACluster() {
        NamespaceConfig config = valid(sqs("\"queue.cluster\": \"eu\"", "")).toConfig("n", 1);
        assertThat(config.queues().getFirst().cluster()).isEqualTo("eu");
    }

    private static String fifoAndKafka(String more) {
        return """
            {"persistence_configurations": {"persistence_configuration": [
              {"physical_storage": {"type": "SQS"}, "config": {"wal-queue": ["a.fifo"]}},
              {"physical_storage": {"type": "KAFKA"}, "config": {"wal-kafka-topics": ["a"]}}]}, %s}
            """.formatted(more);
    }

    private static String sqs(String config, String more) {
        return Documents.with(config, more).replace("KAFKA", "SQS");
    }

    private static List<DocumentProblem> problems(String json) {
        return Documents.problems(NamespaceDocument.read(json, Documents.SQS_PLUGINS));
    }

    private static NamespaceDocument valid(String json) {
        return Documents.valid(NamespaceDocument.read(json, Documents.SQS_PLUGINS));
    }
}
