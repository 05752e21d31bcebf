package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.Topics;
import io.walgateway.it.system.WalSystem;
import io.walgateway.testkit.component.Components;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents and requests that are wrong. Enforces promise 11 at the REST interface. */
class BadDocumentsIT {
    private static final String DOCUMENT = NamespaceDocuments.toTopic("out");

    private record Bad(String name, String document, int status, List<String> told) {}

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("doc");

    @Test
    void shouldRefuseEachAndStoreNone() throws Exception {
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest())) {
            for (Bad bad : bad()) {
                HttpResponse<String> answer = operator.send("PUT", "/v1/namespaces/" + bad.name(), bad.document());
                assertProblem(answer, bad.status(), bad.told().toArray(String[]::new));
            }
            assertThat(operator.send("GET", "/v1/namespaces/" + name, "").statusCode())
                    .isEqualTo(404);
        }
        assertStillWorks();
    }

    @Test
    void shouldRefuseChangesThatAreNotUpToDate() throws Exception {
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest())) {
            String path = "/v1/namespaces/" + name;
            HttpResponse<String> created = operator.send("PUT", path, DOCUMENT, "If-None-Match", "*");
            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            assertThat(created.headers().firstValue("ETag")).contains("\"1\"");

            assertProblem(operator.send("PUT", path, DOCUMENT, "If-None-Match", "*"), 409, "already-exists");
            assertProblem(operator.send("PUT", path, DOCUMENT, "If-Match", "\"7\""), 412, "stale");
            assertThat(operator.send("GET", path, "").headers().firstValue("ETag"))
                    .contains("\"1\"");
        }
    }

    private List<Bad> bad() {
        return List.of(
                new Bad(
                        name,
                        with("\"retyr\": {\"max-attempts\": 3}"),
                        422,
                        List.of("/retyr", "nearest_known_key", "retry")),
                new Bad(name, with("\"ordering\": 5"), 422, List.of("/ordering", "5")),
                new Bad(
                        name,
                        with("\"retry\": {\"max-attempts\": 0}"),
                        422,
                        List.of("/retry/max-attempts", "0", "1 to ")),
                sqs("\"wal-queue\": [\"my queue!\"]", "", "/wal-queue/0", "my queue!", "1 to 80 characters"),
                sqs("\"wal-queue\": [\"" + "q".repeat(81) + "\"]", "", "/wal-queue/0", "1 to 80 characters"),
                sqs("\"wal-queue\": [\"a.b\"]", "", "/wal-queue/0", "a.b", "ending in .fifo"),
                sqs(
                        "\"wal-queue\": [\"a.fifo\"]",
                        "\"limits\": {\"delay-max\": \"5s\"}",
                        "/limits/delay-max",
                        "FIFO queue cannot hold a single message back"),
                sqs(
                        "\"wal-queue\": [\"a.fifo\"]",
                        "\"delay\": {\"default\": \"5s\"}",
                        "/delay/default",
                        "FIFO queue cannot hold a single message back"),
                sqs(
                        "\"queue.max-messages-per-poll\": 10, \"queue\": {\"maxMessagesPerPoll\": 20}",
                        "",
                        "/queue/maxMessagesPerPoll",
                        "20",
                        "one value"),
                sqs(
                        "\"wal-queue\": [\"a\"], \"wal-dlq-queue\": [\"a\"]",
                        "",
                        "/wal-dlq-queue/0",
                        "not one of wal-queue"),
                sqs(
                        "\"retention\": \"1h\"",
                        "\"limits\": {\"delay-max\": \"2h\"}",
                        "/retention",
                        "1h",
                        "limits.delay-max (2h)"),
                new Bad(name, "{\"persistence_configurations\": ", 400, List.of("not-json")),
                new Bad(name, "{\"a\": \"" + "x".repeat(10 << 20) + "\"}", 413, List.of("too-large")),
                new Bad(name + "/x", DOCUMENT, 404, List.of("no-such-route", "slash")));
    }

    private Bad sqs(String config, String more, String... told) {
        return new Bad(name, """
                {"persistence_configurations": {"persistence_configuration": [
                   {"physical_storage": {"type": "SQS"}, "config": {%s}}]}%s}
                """.formatted(config, more.isEmpty() ? "" : ", " + more), 422, List.of(told));
    }

    private static String with(String member) {
        return NamespaceDocuments.document(NamespaceDocuments.topicTarget("out"), member);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String... told) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains(told);
    }

    private void assertStillWorks() throws Exception {
        Topics.create(system, name + "-out", 1);
        try (ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
                Gateway gateway = new Gateway(system)) {
            operator.put(name, NamespaceDocuments.toTopic(name + "-out"));
            gateway.awaitTrue(Gateway.request(name, "works").build(), Duration.ofSeconds(15));
        }
    }
}
