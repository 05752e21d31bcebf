package io.walgateway.config.document;

import io.walgateway.config.document.PersistenceReader.Persistence;
import io.walgateway.config.document.node.Given;
import io.walgateway.config.document.node.GivenObject;
import io.walgateway.config.document.node.KeyTable;
import io.walgateway.config.document.node.Problems;
import io.walgateway.config.document.node.TextRule;
import io.walgateway.config.document.node.Values;
import io.walgateway.core.identity.PrincipalPattern;
import io.walgateway.core.namespace.Limits;
import io.walgateway.core.namespace.NamespaceConfig.Access;
import io.walgateway.core.namespace.NamespaceConfig.Ordering;
import io.walgateway.core.namespace.Policies;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads a whole document. */
record DocumentReader(Plugins plugins, Problems problems) {
    /** Where the document is in the answer to a GET. */
    private static final String ENVELOPED = "document";

    /** Each write goes through them. */
    static final int PRINCIPALS_MAX = 1_000;

    private static final String PERSISTENCE = "persistence_configurations/persistence_configuration";

    static final KeyTable KEYS = new KeyTable(Stream.of(
                    List.of(PERSISTENCE, "shard", "ordering"),
                    RetryReader.PATHS,
                    List.of("limits/payload-bytes-max", "limits/delay-max"),
                    DelayReader.PATHS,
                    SetReader.PATHS,
                    List.of("writers", "readers", RequestTargetReader.PATH))
            .flatMap(List::stream)
            .toList());

    static Reading read(JsonNode root, Plugins plugins) {
        Problems problems = new Problems();
        if (root.path(ENVELOPED).isObject()
                && root.path("persistence_configurations").isMissingNode()) {
            problems.add(
                    new Given(root.path(ENVELOPED), "/" + ENVELOPED),
                    "its members alone: this is a document in its envelope, and a GET with ?as=document gives the document");
            return new Reading.Invalid(problems.all());
        }
        GivenObject object = GivenObject.closed(new Given(root, ""), KEYS, problems);
        Draft draft = new DocumentReader(plugins, problems).draft(object);
        return problems.count() == 0
                ? new Reading.Valid(new NamespaceDocument(object.canonical(), draft))
                : new Reading.Invalid(problems.all());
    }

    private Draft draft(GivenObject object) {
        Values values = new Values(object);
        RetryPolicy retry = RetryReader.read(object, RetryPolicy.DEFAULT);
        Merge merge = new Merge(persistences(object, retry), problems);
        List<QueueDraft> queues = merge.queues();
        Ordering ordering = ordering(object);
        CapabilityRules capabilities = new CapabilityRules(queues, ordering, problems);
        capabilities.checkOrder();
        Limits limits = limits(values, capabilities.nothingDelayed() ? Duration.ZERO : Limits.DEFAULT.delayMax());
        capabilities.checkDelay(object, limits.delayMax());
        Draft draft = new Draft(
                values.text("shard", TextRule.NAME).orElse("default"),
                merge.agreed("config/consumer_stack", Persistence::consumerStack)
                        .orElse("consumer"),
                ordering,
                queues,
                merge.targets(),
                new Policies(
                        retry,
                        limits,
                        DelayReader.read(object, limits, capabilities.whyDelayMax()),
                        new Access(
                                principals(values, "writers"),
                                principals(values, "readers"),
                                RequestTargetReader.read(object, problems)),
                        SetReader.read(object)),
                merge.agreed("config/durable_storage", Persistence::durableStorage));
        checkRetention(draft);
        return draft;
    }

    private List<Persistence> persistences(GivenObject object, RetryPolicy retry) {
        Optional<Given> list = object.get(PERSISTENCE);
        if (list.isEmpty()) {
            problems.absent(object.pointerTo(PERSISTENCE), "a list of at least one persistence configuration");
            return List.of();
        }
        JsonNode nodes = list.get().node();
        if (!nodes.isArray() || nodes.isEmpty()) {
            problems.add(list.get(), "a list of at least one persistence configuration");
            return List.of();
        }
        PersistenceReader reader = new PersistenceReader(
                new QueueReader(plugins, problems), new TargetReader(plugins, retry, problems), problems);
        List<Persistence> parts = new ArrayList<>();
        ArrayNode canonical = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < nodes.size() && !problems.isFull(); i++) {
            parts.add(reader.read(list.get().element(i)));
        }
        parts.forEach(part -> canonical.add(part.object().canonical()));
        object.write(PERSISTENCE, canonical);
        return parts;
    }

    private Ordering ordering(GivenObject object) {
        return object.get("ordering")
                .map(given -> switch (given.node().asString("")) {
                    case "none" -> Ordering.NONE;
                    case "key" -> Ordering.KEY;
                    default -> {
                        problems.add(given, "\"none\" or \"key\"");
                        yield Ordering.NONE;
                    }
                })
                .orElse(Ordering.NONE);
    }

    private static Limits limits(Values values, Duration delayMax) {
        return new Limits(
                values.bytes("limits/payload-bytes-max", 1, Limits.PAYLOAD_BYTES_LIMIT)
                        .orElse(Limits.DEFAULT.payloadBytesMax()),
                values.duration("limits/delay-max", Duration.ZERO, Limits.DELAY_LIMIT)
                        .orElse(delayMax));
    }

    private List<PrincipalPattern> principals(Values values, String path) {
        List<String> texts = values.texts(path, TextRule.PRINCIPAL).orElse(List.of());
        if (texts.size() > PRINCIPALS_MAX) {
            values.object()
                    .get(path)
                    .ifPresent(given -> problems.add(given, "at most " + PRINCIPALS_MAX + " principals"));
            return List.of();
        }
        return texts.stream().map(PrincipalPattern::new).toList();
    }

    /**
     * A written message must still exist when its delay and all its retries are over. The rule is the same for all
     * types of queues, including those whose delays ignore retention: a queue's type may be changed under traffic, and
     * the document must then still keep its promise.
     */
    private void checkRetention(Draft draft) {
        Duration retries = Stream.concat(
                        Stream.of(draft.policies().retry()),
                        draft.targets().stream().map(TargetConfig::retry))
                .map(RetryHorizon::of)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Duration delayMax = draft.policies().limits().delayMax();
        for (QueueDraft queue : draft.queues()) {
            Duration least = queue.leastRetention(delayMax, retries);
            if (queue.retention().filter(kept -> kept.compareTo(least) < 0).isPresent()) {
                String expectation = "at least " + Durations.format(least) + ": limits.delay-max ("
                        + Durations.format(delayMax) + ") and all retries (" + Durations.format(retries) + ") together"
                        + (least.compareTo(delayMax.plus(retries)) < 0 ? ", as far as queues keep anything" : "");
                queue.object()
                        .get("config/retention")
                        .ifPresentOrElse(
                                given -> problems.add(given, expectation),
                                () -> problems.absent(queue.object().pointerTo("config/retention"), expectation));
            }
        }
    }
}
