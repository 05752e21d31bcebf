package io.walgateway.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.it.system.ControlPlaneCalls;
import io.walgateway.it.system.DeadLetterCalls;
import io.walgateway.it.system.Gateway;
import io.walgateway.it.system.NamespaceDocuments;
import io.walgateway.it.system.SetCalls;
import io.walgateway.it.system.Tables;
import io.walgateway.it.system.WalSystem;
import io.walgateway.proto.v1.SetState;
import io.walgateway.testkit.component.Components;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A set whose part is rejected for good waits as one dead letter, and goes on where it stopped. */
class SetLettersIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WalSystem system = WalSystem.running();
    private final String name = Components.uniqueName("letters");
    private final Gateway gateway = new Gateway(system);
    private final Tables tables = new Tables(system);
    private final SetCalls sets = new SetCalls(name, tables);
    private final ControlPlaneCalls operator = new ControlPlaneCalls(system.rest());
    private final DeadLetterCalls letters = new DeadLetterCalls(operator, name);

    @AfterEach
    void close() {
        gateway.close();
        tables.close();
        operator.close();
    }

    @Test
    void shouldNameThePartThatWasRejectedAndCompleteWhenItIsEditedAndRedriven() throws Exception {
        operator.put(name, NamespaceDocuments.sample("carts"));
        gateway.awaitServed(name);
        gateway.awaitTrue(sets.row("s", 0).build(), PATIENCE);
        gateway.awaitTrue(
                sets.row("s", 1, "{\"id\": \"s-1\", \"valeu\": \"x\"}").build(), PATIENCE);
        gateway.awaitTrue(sets.row("s", 2).build(), PATIENCE);
        gateway.awaitTrue(sets.marker("s", 3).build(), PATIENCE);
        JsonNode letter = await("the dead letter")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> letters.get("").at("/dead_letters/0"), found -> found.has("id"));
        assertThat(letter.path("error").asString()).startsWith("part 1 of 3: ").contains("valeu");
        assertThat(tables.ids(Tables.TABLE)).containsExactly("s-0");
        await().atMost(PATIENCE).until(() -> listed("dead_lettered"), "s"::equals);
        assertThat(listed("stuck&older_than=0s")).isEmpty();
        JsonNode shown = get("/s");
        assertThat(shown.path("state").asString()).isEqualTo("dead_lettered");
        assertThat(shown.path("progress").toString()).isEqualTo("{\"@request\":1}");

        long id = letter.path("id").asLong();
        String mended = Base64.getEncoder()
                .encodeToString("{\"id\": \"s-1\", \"value\": \"mended\"}".getBytes(StandardCharsets.UTF_8));
        letters.edit(id, "{\"payload\": \"" + mended + "\"}");
        assertThat(operator.send("POST", "/v1/namespaces/" + name + "/dead-letters/" + id + "/redrive", "")
                        .statusCode())
                .isEqualTo(200);
        await("the rest of the set")
                .atMost(PATIENCE)
                .until(() -> gateway.set(name, "s").getState(), state -> state == SetState.SET_STATE_APPLIED);
        assertThat(tables.ids(Tables.TABLE)).containsExactly("s-0", "s-1", "s-2");
        assertThat(tables.value("s-1")).contains("mended");
        assertThat(listed("any")).isEmpty();
    }

    private String listed(String state) throws Exception {
        return get("?state=" + state).at("/sets/0/id").asString("");
    }

    private JsonNode get(String path) throws Exception {
        return JsonMapper.shared()
                .readTree(operator.send("GET", "/v1/namespaces/" + name + "/sets" + path, "")
                        .body());
    }
}
