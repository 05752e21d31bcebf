package io.walgateway.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.walgateway.config.settings.AccessSettings;
import io.walgateway.controlplane.TestHttp.Answer;
import io.walgateway.core.identity.Grants;
import io.walgateway.core.identity.IdentityTerms;
import io.walgateway.core.identity.PrincipalPattern;
import io.walgateway.core.identity.Role;
import io.walgateway.core.identity.RoleBinding;
import io.walgateway.core.identity.Scope;
import io.walgateway.core.identity.TokenLine;
import io.walgateway.core.namespace.RequestTargets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A control plane that is closed: callers prove an identity by a token, and do what their roles allow. */
class AccessIT {
    private static final String ORDERS = "/v1/namespaces/orders";
    private static final String LETTERS = ORDERS + "/dead-letters";
    private static final String ROLES = "/v1/access/roles";

    private final Map<String, String> tokens = new HashMap<>();
    private TestPlane plane;
    private TestHttp http;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        List<String> lines = new ArrayList<>();
        for (String name : List.of("root", "alice", "bob", "viewer", "reader")) {
            TokenLine.Issued issued = TokenLine.issue(name, new SecureRandom());
            tokens.put(name, issued.token());
            lines.add(issued.line().toString());
        }
        Path file = Files.write(folder.resolve("tokens"), lines);
        plane = TestPlane.closed(new AccessSettings(
                new IdentityTerms(Optional.empty(), Optional.of(file), Optional.empty()),
                new Grants(
                        List.of(
                                new RoleBinding(pattern("token:root"), Role.ADMIN, new Scope.All()),
                                new RoleBinding(pattern("token:viewer"), Role.VIEWER, new Scope.Shard("blue"))),
                        List.of(),
                        List.of(),
                        List.of()),
                RequestTargets.Listed.NONE));
        http = plane.http;
        assertThat(http.put(ORDERS, document("a", "blue"), as("root")).status()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void shouldAskEachCallerForAnIdentity() {
        Answer nobody = http.get(ORDERS);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.problem()).isEqualTo("unauthenticated");
        assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer");
        Answer wrong = http.get(ORDERS, "Authorization", "Bearer wal.root." + "A".repeat(43));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.response().body()).doesNotContain("AAAA");
        assertThat(http.get(ORDERS, "Authorization", "Basic cm9vdDpyb290").status())
                .isEqualTo(401);
        assertThat(http.get("/openapi.yaml").status()).isEqualTo(200);
        assertThat(http.get("/v1/schema").status()).isEqualTo(200);
        assertThat(http.get("/v1/watch").status()).isEqualTo(401);
    }

    @Test
    void shouldSayWhichPermissionIsMissingOnWhat() {
        Answer refused = http.put(ORDERS, document("a", "blue"), as("alice"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("permission-missing");
        assertThat(refused.json().path("detail").asString()).isEqualTo("missing permission: edit on namespace orders");
        assertThat(http.get(LETTERS, as("viewer")).json().path("detail").asString())
                .isEqualTo("missing permission: read on namespace orders");
        assertThat(http.get("/v1/watch?shard=green", as("viewer"))
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("missing permission: view on shard green");
    }

    @Test
    void shouldRecordTheIdentityOfTheCallerAndTakeNoOtherAuthor() {
        assertThat(http.get(ORDERS, as("root")).json().path("author").asString())
                .isEqualTo("token:root");
        Answer refused = http.delete(ORDERS, as("root", "Wal-Author", "somebody"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("detail").asString()).contains("Wal-Author", "token:root");
        assertThat(http.get(ORDERS, as("root")).status()).isEqualTo(200);
    }

    @Test
    void shouldShowEachCallerOnlyWhatTheyMaySee() {
        assertThat(http.put("/v1/namespaces/other", document("b", "green"), as("root"))
                        .status())
                .isEqualTo(201);
        assertThat(names(http.get("/v1/namespaces", as("viewer")))).containsExactly("orders");
        assertThat(names(http.get("/v1/namespaces", as("root")))).containsExactly("orders", "other");
        assertThat(names(http.get("/v1/namespaces", as("alice")))).isEmpty();
        assertThat(http.get("/v1/watch?shard=blue", as("viewer")).status()).isEqualTo(200);
        assertThat(http.get("/v1/namespaces/other", as("viewer")).status()).isEqualTo(403);
    }

    @Test
    void shouldLetReadersOfADocumentSeeDeadLettersAndNothingElse() throws Exception {
        new TestLetters(plane.kafka).rejected(1);
        await().until(() -> total(http.get(LETTERS, as("root"))) == 1);
        assertThat(total(http.get(LETTERS, as("reader")))).isEqualTo(1);
        long id =
                http.get(LETTERS, as("reader")).json().at("/dead_letters/0/id").asLong();
        assertThat(http.get(LETTERS + "/" + id + "/payload", as("reader")).status())
                .isEqualTo(200);
        for (String name : List.of("alice", "viewer")) {
            assertThat(http.get(LETTERS, as(name)).status()).isEqualTo(403);
            assertThat(http.get(LETTERS + "/" + id, as(name)).status()).isEqualTo(403);
            assertThat(http.get(LETTERS + "/" + id + "/payload", as(name)).status())
                    .isEqualTo(403);
        }
        assertThat(http.get(ORDERS, as("reader")).status()).isEqualTo(403);
        assertThat(http.delete(LETTERS + "/" + id, as("reader")).status()).isEqualTo(403);
        assertThat(http.post(LETTERS + "/redrive", "{\"all\": true}", as("reader"))
                        .status())
                .isEqualTo(403);
        assertThat(total(http.get(LETTERS, as("reader")))).isEqualTo(1);
    }

    @Test
    void shouldBindAndRemoveRolesAtOnce() {
        assertThat(http.put(ORDERS, document("a", "blue"), as("alice")).status())
                .isEqualTo(403);
        Answer bound = http.post(
                ROLES,
                "{\"principal\": \"token:al*\", \"role\": \"editor\", \"prefix\": \"ord\"}",
                as("root", "Wal-Why", "on call"));
        assertThat(bound.status()).isEqualTo(201);
        assertThat(http.put(ORDERS, document("a", "blue"), as("alice")).status())
                .isEqualTo(200);
        assertThat(http.put("/v1/namespaces/other", document("b", "blue"), as("alice"))
                        .status())
                .isEqualTo(403);
        String location = bound.header("Location");
        assertThat(http.delete(location, as("alice")).status()).isEqualTo(403);
        assertThat(http.delete(location, as("root")).status()).isEqualTo(200);
        assertThat(http.delete(location, as("root")).status()).isEqualTo(404);
        assertThat(http.put(ORDERS, document("a", "blue"), as("alice")).status())
                .isEqualTo(403);
        JsonNode changes = http.get("/v1/access/changes", as("root")).json().path("changes");
        assertThat(changes.valueStream()
                        .map(change -> change.path("what").asString() + " "
                                + change.path("author").asString()))
                .containsExactly("removed token:root", "bound token:root");
        assertThat(changes.at("/1/why").asString()).isEqualTo("on call");
    }

    @Test
    void shouldLetNobodyGiveAwayMoreThanTheyHave() {
        bind("bob", "admin", "\"shard\": \"blue\"");
        assertThat(post("bob", "alice", "operator", "\"shard\": \"blue\"").status())
                .isEqualTo(201);
        assertThat(post("bob", "bob", "admin", "").status()).isEqualTo(403);
        assertThat(post("bob", "bob", "admin", "\"shard\": \"green\"").status()).isEqualTo(403);
        assertThat(post("bob", "bob", "admin", "\"prefix\": \"orders\"").status())
                .isEqualTo(403);
        assertThat(post("alice", "alice", "admin", "\"shard\": \"blue\"").status())
                .isEqualTo(403);
        assertThat(http.get(ROLES, as("bob")).status()).isEqualTo(403);
        assertThat(http.get(ROLES, as("root")).json().path("roles").size()).isEqualTo(4);
    }

    /** An editor of one shard cannot take a namespace from another one, nor put one there. */
    @Test
    void shouldAskForThePermissionInBothShards() {
        bind("alice", "editor", "\"shard\": \"green\"");
        assertThat(http.put(ORDERS, document("a", "green"), as("alice")).status())
                .isEqualTo(403);
        assertThat(http.put("/v1/namespaces/new", document("c", "blue"), as("alice"))
                        .status())
                .isEqualTo(403);
        assertThat(http.put("/v1/namespaces/new", document("c", "green"), as("alice"))
                        .status())
                .isEqualTo(201);
        assertThat(http.put("/v1/namespaces/new", document("c", "blue"), as("alice"))
                        .status())
                .isEqualTo(403);
        assertThat(http.post(ORDERS + "/rollback", "{\"revision\": 1}", as("alice"))
                        .status())
                .isEqualTo(403);
        assertThat(http.post("/v1/validate?name=orders", document("a", "green"), as("alice"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void shouldAskEditorsWhoDropContentForThePermissionToOperate() {
        bind("alice", "editor", "\"shard\": \"blue\"");
        assertThat(http.delete(ORDERS + "?pending=discard", as("alice"))
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("missing permission: operate on namespace orders");
        assertThat(http.get(ORDERS, as("root")).json().path("state").asString()).isNotEqualTo("ending");
    }

    @Test
    void shouldKeepMetricsFromCallersWithoutARole() {
        TestHttp management = new TestHttp(plane.plane.managementAddress());
        assertThat(management.get("/metrics").status()).isEqualTo(401);
        assertThat(management.get("/metrics", as("alice")).status()).isEqualTo(403);
        assertThat(management.get("/metrics", as("viewer")).status()).isEqualTo(403);
        assertThat(management.get("/metrics", as("root")).status()).isEqualTo(200);
        assertThat(management.get("/health").response().body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(management.get("/health", as("root")).response().body()).contains("store");
        assertThat(management.get("/health/live").status()).isEqualTo(200);
    }

    private void bind(String name, String role, String scope) {
        assertThat(post("root", name, role, scope).status()).isEqualTo(201);
    }

    private Answer post(String caller, String name, String role, String scope) {
        return http.post(
                ROLES,
                "{\"principal\": \"token:" + name + "\", \"role\": \"" + role + "\""
                        + (scope.isEmpty() ? "" : ", " + scope) + "}",
                as(caller));
    }

    private String[] as(String name, String... more) {
        return Stream.concat(
                        Stream.of("Authorization", "Bearer " + Objects.requireNonNull(tokens.get(name))),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private static long total(Answer answer) {
        return answer.json().path("total").asLong();
    }

    private static List<String> names(Answer answer) {
        return answer.json().findValuesAsString("name");
    }

    private static PrincipalPattern pattern(String text) {
        return new PrincipalPattern(text);
    }

    private static String document(String topic, String shard) {
        return TestDocuments.kafka(topic, shard).strip().replaceFirst("}$", ", \"readers\": [\"token:reader\"]}");
    }
}
