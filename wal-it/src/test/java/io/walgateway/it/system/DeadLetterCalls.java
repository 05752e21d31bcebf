package io.walgateway.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator who deals with the dead letters of one namespace. */
public final class DeadLetterCalls {
    private final ControlPlaneCalls operator;
    private final String namespace;

    public DeadLetterCalls(ControlPlaneCalls operator, String namespace) {
        this.operator = operator;
        this.namespace = namespace;
    }

    /** How many are in a state. */
    public long count(String state) throws IOException, InterruptedException {
        return get("?limit=1").path("states").path(state).asLong();
    }

    /** In all states together: what was imported. */
    public long imported() throws IOException, InterruptedException {
        JsonNode states = get("?limit=1").path("states");
        return states.valueStream().mapToLong(JsonNode::asLong).sum();
    }

    /** What there is under the namespace's dead letters. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return answer(operator.send("GET", path(path), ""));
    }

    /** Gives one another payload or target. */
    public void edit(long letter, String body) throws IOException, InterruptedException {
        var _ = answer(operator.send("PATCH", path("/" + letter), body));
    }

    /** Begins an action, such as {@code redrive}; returns its id. */
    public long begin(String kind, String body) throws IOException, InterruptedException {
        return answer(operator.send("POST", path("/" + kind), body)).path("id").asLong();
    }

    /** Waits until it is over, also while the control plane is away now and then. */
    public JsonNode awaitOver(long action, Duration atMost) {
        return await("action " + action)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> get("/actions/" + action), shown -> shown.has("ended"));
    }

    private String path(String rest) {
        return "/v1/namespaces/" + namespace + "/dead-letters" + rest;
    }

    private static JsonNode answer(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JsonMapper.shared().readTree(answer.body());
    }
}
