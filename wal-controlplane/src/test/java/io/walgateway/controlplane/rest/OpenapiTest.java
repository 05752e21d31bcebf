package io.walgateway.controlplane.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.walgateway.controlplane.access.RoleStore;
import io.walgateway.controlplane.access.Roles;
import io.walgateway.controlplane.deletion.Deletions;
import io.walgateway.controlplane.letter.handling.DeadLetters;
import io.walgateway.controlplane.namespace.DelayedMessages;
import io.walgateway.controlplane.namespace.Documents;
import io.walgateway.controlplane.namespace.Namespaces;
import io.walgateway.controlplane.namespace.Regions;
import io.walgateway.controlplane.namespace.Watch;
import io.walgateway.controlplane.region.Region;
import io.walgateway.controlplane.rest.answer.Problem;
import io.walgateway.controlplane.rest.answer.Representations;
import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.set.MutationSets;
import io.walgateway.controlplane.store.ChangeFeed;
import io.walgateway.controlplane.store.Database;
import io.walgateway.controlplane.store.EndingStore;
import io.walgateway.controlplane.store.GenerationStore;
import io.walgateway.controlplane.store.InstanceStore;
import io.walgateway.controlplane.store.NamespaceStore;
import io.walgateway.controlplane.store.QueueUses;
import io.walgateway.controlplane.store.StoreSettings;
import io.walgateway.core.namespace.RequestTargets;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.runtime.identity.AccessControl;
import io.walgateway.runtime.identity.Callers;
import io.walgateway.testkit.fake.TestClock;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The description and the routes say the same, in both directions. */
class OpenapiTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode openapi = new YAMLMapper().readTree(RestApi.openapi());

    @Test
    void shouldDescribeEachRouteAndNoOther() {
        Set<String> described = new TreeSet<>();
        openapi.path("paths")
                .forEachEntry((path, item) -> item.propertyNames().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        assertThat(described).isEqualTo(routes());
    }

    @Test
    void shouldDescribeEachPathParameter() {
        openapi.path("paths")
                .forEachEntry((path, item) -> assertThat(item.path("parameters")
                                .valueStream()
                                .map(this::resolved)
                                .filter(parameter ->
                                        parameter.path("in").asString().equals("path"))
                                .map(parameter -> "{" + parameter.path("name").asString() + "}")
                                .collect(Collectors.joining()))
                        .as(path)
                        .isEqualTo(path.replaceAll("[^{]*(\\{[a-z]+})?", "$1")));
    }

    @Test
    void shouldHoldOnlyReferencesThatLeadSomewhere() {
        openapi.findValues("$ref")
                .forEach(reference -> assertThat(
                                openapi.at(reference.asString().substring(1)).isObject())
                        .as(reference.asString())
                        .isTrue());
    }

    @Test
    void shouldDescribeWhatAProblemHolds() {
        Problem problem =
                Problem.of(422, "t", "title", "detail").with(List.of(new Flaw("/a", "1", "2", Optional.of("b"))));
        JsonNode shown = new Representations(JsonMapper.shared()).problem(problem, "/x");
        JsonNode schema = openapi.at("/components/schemas/Problem/properties");
        assertThat(shown.propertyNames()).isEqualTo(schema.propertyNames());
        assertThat(shown.at("/problems/0").propertyNames())
                .isEqualTo(schema.at("/problems/items/properties").propertyNames());
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? openapi.at(node.path("$ref").asString().substring(1)) : node;
    }

    private static Set<String> routes() {
        return table().endpoints().stream()
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The table of the interface, whose routes have nothing behind them. */
    static RouteTable table() {
        try (Database away = new Database(new StoreSettings("jdbc:postgresql://127.0.0.1:1/none", "none", ""))) {
            Plugins none = new Plugins(Map.of(), Map.of());
            Region region = Region.unnamed(type -> new PluginContext(Map.of(), new TestClock(), type));
            Documents documents = new Documents(none, List.of(region), JsonMapper.shared());
            NamespaceStore store = new NamespaceStore(away, JsonMapper.shared(), new TestClock());
            ChangeFeed feed = new ChangeFeed(store, 1);
            Regions regions = new Regions(none, List.of(region), "");
            InstanceStore instances = new InstanceStore(away, new TestClock());
            Namespaces namespaces = new Namespaces(
                    store,
                    new GenerationStore(away, JsonMapper.shared()),
                    new EndingStore(away, JsonMapper.shared()),
                    new QueueUses(away),
                    instances,
                    feed,
                    documents,
                    regions);
            DelayedRoutes delayed = new DelayedRoutes(
                    new DelayedMessages(namespaces, regions, Optional.empty(), InstantSource.system()),
                    JsonMapper.shared());
            DeadLetters letters = new DeadLetters(
                    away,
                    store,
                    documents,
                    none,
                    regions,
                    Optional.empty(),
                    new RequestTargets.Any(),
                    new SimpleMeterRegistry(),
                    JsonMapper.shared(),
                    new TestClock());
            Roles roles = new Roles(AccessControl.OPEN, new RoleStore(away, new TestClock()));
            Gate gate = new Gate(Callers.of(), roles, namespaces::resource);
            NamespaceRoutes routes = new NamespaceRoutes(
                    namespaces,
                    new Deletions(namespaces, regions, letters),
                    new Watch(store, instances, feed),
                    documents,
                    gate,
                    JsonMapper.shared());
            LetterRoutes letterRoutes = new LetterRoutes(letters, JsonMapper.shared());
            SetRoutes sets = new SetRoutes(
                    new MutationSets(namespaces, regions, Optional.empty(), InstantSource.system()),
                    JsonMapper.shared());
            return RestApi.routes(
                    gate,
                    new RestApi.Routes(
                            routes, delayed, letterRoutes, sets, new RoleRoutes(roles, gate, JsonMapper.shared())));
        }
    }
}
