package io.walgateway.it.chaos;

import static org.awaitility.Awaitility.await;

import io.walgateway.it.chaos.load.ChaosNamespace;
import io.walgateway.it.chaos.load.TargetForm;
import io.walgateway.it.history.HistoryEvent.Revised;
import io.walgateway.it.history.HistoryWriter;
import io.walgateway.it.system.ControlPlaneCalls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator who puts documents that name another target for {@link ChaosNamespace#MOVING}. */
final class TargetChanges implements AutoCloseable {
    private static final ChaosNamespace NAMESPACE = ChaosNamespace.MOVING;
    private static final String PATH = "/v1/namespaces/" + NAMESPACE.name();
    private static final String TARGET =
            "/document/persistence_configurations/persistence_configuration/0/config/targets/0";
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Longer than every fault that keeps the control plane from storing a document, including the recovery from it. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final ControlPlaneCalls operator;

    TargetChanges(URI controlPlane) {
        operator = new ControlPlaneCalls(controlPlane);
    }

    /** The forms that a fault may give to the target. */
    static List<String> names() {
        return Arrays.stream(TargetForm.values())
                .filter(form -> form != TargetForm.ORIGINAL)
                .map(TargetForm::text)
                .toList();
    }

    /** Returns when the document is stored; retries as often as necessary. */
    void become(TargetForm form) {
        await("the target to be " + form.text())
                .atMost(PATIENCE)
                .pollInterval(LOOK_AGAIN)
                .ignoreExceptions()
                .untilAsserted(() -> operator.put(NAMESPACE.name(), NAMESPACE.document(form.json())));
    }

    /** Records which target the writes of each revision are for. */
    void record(HistoryWriter history) {
        for (long number = 1; ; number++) {
            HttpResponse<String> answer = revision(number);
            if (answer.statusCode() == NOT_FOUND) {
                return;
            }
            JsonNode target = JSON.readTree(answer.body()).at(TARGET);
            String name = target.path("name").asString(target.path("type").asString());
            history.record(new Revised(number, Set.of(name)));
        }
    }

    /** Waits until the gateway reports that nothing is left for any replaced target. */
    void awaitForgotten(Duration patience) {
        await("targets that were left to be forgotten")
                .atMost(patience)
                .pollInterval(LOOK_AGAIN)
                .ignoreExceptions()
                .until(this::areForgotten);
    }

    private boolean areForgotten() throws IOException, InterruptedException {
        return JSON.readTree(operator.bytes("/v1/watch?after=0"))
                .path("namespaces")
                .valueStream()
                .filter(namespace -> namespace.path("name").asString().equals(NAMESPACE.name()))
                .allMatch(namespace -> namespace.path("earlier").isEmpty());
    }

    private HttpResponse<String> revision(long number) {
        return await("revision " + number)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK_AGAIN)
                .ignoreExceptions()
                .until(
                        () -> operator.send("GET", PATH + "/revisions/" + number, ""),
                        answer -> answer.statusCode() == OK || answer.statusCode() == NOT_FOUND);
    }

    @Override
    public void close() {
        operator.close();
    }
}
