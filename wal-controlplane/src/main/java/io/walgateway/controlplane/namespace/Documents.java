package io.walgateway.controlplane.namespace;

import io.walgateway.config.document.NamespaceDocument;
import io.walgateway.config.document.Reading;
import io.walgateway.config.document.node.DocumentProblem;
import io.walgateway.controlplane.region.Region;
import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.controlplane.revision.RefusedException;
import io.walgateway.controlplane.revision.Revision;
import io.walgateway.controlplane.store.EarlierGeneration;
import io.walgateway.controlplane.store.QueueUse;
import io.walgateway.controlplane.store.QueueUse.Kind;
import io.walgateway.controlplane.store.QueueUses;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.ConsumerGroup;
import io.walgateway.core.namespace.Generation;
import io.walgateway.core.namespace.NamespaceConfig;
import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.queue.QueueAddress;
import io.walgateway.core.registry.MissingPlugins;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.registry.QueueNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks documents against the rules and the plugins that are installed here. */
public final class Documents {

    private static final long NO_REVISION_YET = 1;

    private final Plugins plugins;
    private final Map<String, QueueNames> queues = new LinkedHashMap<>();
    private final JsonMapper json;

    /** @param regions in which namespaces have their queues */
    public Documents(Plugins plugins, List<Region> regions, JsonMapper json) {
        this.plugins = plugins;
        regions.forEach(region -> queues.put(region.name(), new QueueNames(plugins, region.contexts())));
        this.json = json;
    }

    /**
     * Reads a document for a namespace of this name.
     *
     * @throws RefusedException when the text is no document, or not a valid one
     */
    public Document read(String name, byte[] text) {
        return switch (NamespaceDocument.read(text, plugins)) {
            case Reading.Valid(NamespaceDocument document) -> document(name, document);
            case Reading.Invalid(List<DocumentProblem> problems) -> throw refused(problems);
            case Reading.NotJson(String why, int line, int column) ->
                throw new RefusedException(new Refusal.NotJson(line, column, why));
        };
    }

    /** Reads a stored document, which may have been stored under other rules. */
    Document read(String name, JsonNode stored) {
        return read(name, json.writeValueAsBytes(stored));
    }

    /** The meaning of a stored document; it was valid when it was stored. */
    NamespaceConfig config(String name, long revision, JsonNode stored) {
        return read(name, stored).config().withRevision(revision);
    }

    /** The meaning of a revision; empty: it is a deletion, or its document is not valid here. */
    public Optional<NamespaceConfig> config(Revision revision) {
        return revision.document()
                .map(stored -> NamespaceDocument.read(json.writeValueAsBytes(stored), plugins))
                .flatMap(reading -> switch (reading) {
                    case Reading.Valid(NamespaceDocument document) ->
                        Optional.of(document.toConfig(revision.namespace(), revision.number()));
                    case Reading.Invalid _ -> Optional.empty();
                    case Reading.NotJson _ -> Optional.empty();
                });
    }

    /** Adds to a namespace the queues and targets that it had before. */
    public NamespaceConfig withEarlier(NamespaceConfig namespace, List<EarlierGeneration> earlier) {
        return namespace.withEarlier(earlier.stream()
                .map(generation -> generation(
                        config(namespace.name(), generation.until() - 1, generation.document()), generation.drained()))
                .toList());
    }

    /**
     * The queues that a namespace uses, in all regions.
     *
     * @param earlier queues that it has left
     */
    List<QueueUse> uses(NamespaceConfig namespace, List<EarlierGeneration> earlier) {
        NamespaceConfig whole = withEarlier(namespace, earlier);
        return queues.values().stream()
                .flatMap(names -> uses(whole, names).stream())
                .distinct()
                .toList();
    }

    private static List<QueueUse> uses(NamespaceConfig namespace, QueueNames queues) {
        Set<ConsumerGroup> groups = ConsumerGroup.of(namespace);
        List<QueueUse> uses = new ArrayList<>();
        namespace
                .queues()
                .forEach(queue -> queues.of(queue, groups)
                        .forEach(taken -> uses.add(new QueueUse(taken, Kind.QUEUE, QueueUse.PRESENT))));
        queues.targets(namespace)
                .values()
                .forEach(target -> uses.add(new QueueUse(target, Kind.TARGET, QueueUse.PRESENT)));
        for (Generation generation : namespace.earlier()) {
            generation
                    .queues()
                    .forEach(queue -> queues.of(queue, groups)
                            .forEach(taken -> uses.add(new QueueUse(taken, Kind.QUEUE, generation.until()))));
        }
        return uses;
    }

    /** Why nothing may be delivered to an address; empty: it is no queue of a namespace in any region. */
    public Optional<String> obstacle(TargetAddress address, QueueUses uses) {
        return queues.values().stream()
                .flatMap(names -> obstacle(address, uses, names).stream())
                .findFirst();
    }

    private static Optional<String> obstacle(TargetAddress address, QueueUses uses, QueueNames queues) {
        return queues.target(address)
                .flatMap(queue -> queues.isReserved(queue)
                        ? Optional.of(queue + ", which its servers keep for themselves")
                        : uses.owner(queue).map(owner -> queue + ", a queue of namespace " + owner));
    }

    /**
     * Checks that a namespace's queues are consistent.
     *
     * @throws RefusedException when they are not, for example when the namespace delivers to a queue of its own
     */
    void requireConsistent(NamespaceConfig namespace, List<EarlierGeneration> earlier) {
        NamespaceConfig whole = withEarlier(namespace, earlier);
        List<Flaw> flaws = Stream.concat(
                        queues.values().stream().flatMap(names -> names.contradictions(whole).stream()),
                        sharedByRegions(whole).stream())
                .distinct()
                .map(why -> Flaw.of(
                        "/persistence_configurations/persistence_configuration", why, "each queue used for one thing"))
                .toList();
        if (!flaws.isEmpty()) {
            throw new RefusedException(new Refusal.Invalid(flaws));
        }
    }

    /**
     * Queues that two regions would share, because their settings name the same servers. Servers that the settings do
     * not tell apart have the name of their cluster, and are left out.
     */
    private List<String> sharedByRegions(NamespaceConfig namespace) {
        Set<String> clusters =
                namespace.allQueues().stream().map(QueueConfig::cluster).collect(Collectors.toUnmodifiableSet());
        Map<QueueAddress, String> owners = new HashMap<>();
        List<String> shared = new ArrayList<>();
        queues.forEach((region, names) -> names.of(namespace).stream()
                .filter(address -> !clusters.contains(address.servers()))
                .forEach(address -> {
                    String other = owners.putIfAbsent(address, region);
                    if (other != null) {
                        shared.add(address + " is needed in " + other + " and in " + region);
                    }
                }));
        return shared;
    }

    /**
     * The generation that later revisions see of a configuration that the namespace has left, just now or some time
     * ago.
     */
    static Generation generation(NamespaceConfig left, boolean drained) {
        return new Generation(left.revision() + 1, left.queues(), drained, left.targets());
    }

    /** The parts of a stored document that cannot be served here. */
    List<String> gaps(String name, JsonNode stored) {
        return switch (NamespaceDocument.read(json.writeValueAsBytes(stored), plugins)) {
            case Reading.Valid(NamespaceDocument document) ->
                MissingPlugins.of(document.toConfig(name, NO_REVISION_YET), plugins);
            case Reading.Invalid(List<DocumentProblem> problems) ->
                List.of("not served: the document is not valid here: " + problems.getFirst());
            case Reading.NotJson(String why, int line, int column) ->
                List.of("not served: the document cannot be read: " + why);
        };
    }

    private Document document(String name, NamespaceDocument document) {
        List<DocumentProblem> problems = document.problemsFor(name);
        if (!problems.isEmpty()) {
            throw refused(problems);
        }
        NamespaceConfig config = document.toConfig(name, NO_REVISION_YET);
        return new Document(config, json.readTree(document.toJson()), MissingPlugins.of(config, plugins));
    }

    private static RefusedException refused(List<DocumentProblem> problems) {
        return new RefusedException(new Refusal.Invalid(problems.stream()
                .map(problem ->
                        new Flaw(problem.pointer(), problem.value(), problem.expectation(), problem.nearestKnownKey()))
                .toList()));
    }
}
