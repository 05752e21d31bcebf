package io.walgateway.controlplane.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What callers need for each route. A new route needs a line here, so that nobody opens one by oversight: say who may use
 * it, and why, before you add the line.
 */
class RouteNeedsTest {
    private static final Map<String, String> NEEDS = """
            GET /openapi.yaml                                     : nothing
            GET /v1/schema                                        : nothing
            GET /v1/namespaces                                    : view on each namespace
            PUT /v1/namespaces/{name}                             : edit on the namespace, in both shards
            GET /v1/namespaces/{name}                             : view on the namespace
            DELETE /v1/namespaces/{name}                          : edit on the namespace
            GET /v1/namespaces/{name}/revisions                   : view on the namespace
            GET /v1/namespaces/{name}/revisions/{revision}        : view on the namespace
            POST /v1/namespaces/{name}/rollback                   : edit on the namespace, in both shards
            POST /v1/validate                                     : edit on the namespace that the query names
            GET /v1/watch                                         : view on the shard
            GET /v1/namespaces/{name}/delayed                     : read on the namespace
            DELETE /v1/namespaces/{name}/delayed/{message}        : operate on the namespace
            GET /v1/namespaces/{name}/sets                        : read on the namespace
            GET /v1/namespaces/{name}/sets/{id}                   : read on the namespace
            GET /v1/namespaces/{name}/dead-letters                : read on the namespace
            GET /v1/namespaces/{name}/dead-letters/audit          : read on the namespace
            GET /v1/namespaces/{name}/dead-letters/actions        : read on the namespace
            GET /v1/namespaces/{name}/dead-letters/actions/{id}   : read on the namespace
            DELETE /v1/namespaces/{name}/dead-letters/actions/{id}: operate on the namespace
            POST /v1/namespaces/{name}/dead-letters/redrive       : operate on the namespace
            POST /v1/namespaces/{name}/dead-letters/discard       : operate on the namespace
            GET /v1/namespaces/{name}/dead-letters/{id}           : read on the namespace
            GET /v1/namespaces/{name}/dead-letters/{id}/payload   : read on the namespace
            PATCH /v1/namespaces/{name}/dead-letters/{id}         : operate on the namespace
            DELETE /v1/namespaces/{name}/dead-letters/{id}        : operate on the namespace
            POST /v1/namespaces/{name}/dead-letters/{id}/redrive  : operate on the namespace
            GET /v1/access/roles                                  : administer on everything
            POST /v1/access/roles                                 : administer on the scope of the binding
            DELETE /v1/access/roles/{id}                          : administer on the scope of the binding
            GET /v1/access/changes                                : administer on everything
            """.lines()
            .map(line -> line.split("\\s*: ", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));

    @Test
    void shouldListWhatEachRouteNeeds() {
        Map<String, String> actual = new TreeMap<>();
        OpenapiTest.table().needs().forEach((route, need) -> actual.put(route, described(need)));
        assertThat(actual).isEqualTo(new TreeMap<>(NEEDS));
    }

    @Test
    void shouldDescribeToCallersWhatTheyNeed() {
        JsonNode openapi = new YAMLMapper().readTree(RestApi.openapi());
        Map<String, String> described = new TreeMap<>();
        NEEDS.keySet().forEach(route -> {
            String[] parts = route.split(" ", 2);
            described.put(
                    route,
                    openapi.path("paths")
                            .path(parts[1])
                            .path(parts[0].toLowerCase(Locale.ROOT))
                            .path("x-permission")
                            .asString());
        });
        assertThat(described).isEqualTo(new TreeMap<>(NEEDS));
    }

    private static String described(RouteNeed need) {
        return switch (need) {
            case RouteNeed.Nothing() -> "nothing";
            case RouteNeed.OnNamespace(var permission) -> permission + " on the namespace";
            case RouteNeed.OnShard(var permission) -> permission + " on the shard";
            case RouteNeed.Everything(var permission) -> permission + " on everything";
            case RouteNeed.Decided(var permission, String on) -> permission + " on " + on;
        };
    }
}
