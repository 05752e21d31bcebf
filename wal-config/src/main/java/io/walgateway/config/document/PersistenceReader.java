package io.walgateway.config.document;

import io.walgateway.config.document.TargetReader.ReadTarget;
import io.walgateway.config.document.node.Given;
import io.walgateway.config.document.node.GivenObject;
import io.walgateway.config.document.node.KeyTable;
import io.walgateway.config.document.node.Problems;
import io.walgateway.config.document.node.TextRule;
import io.walgateway.config.document.node.Values;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads one persistence configuration: queues of one type, and the settings beside them. */
record PersistenceReader(QueueReader queues, TargetReader targets, Problems problems) {
    private static final List<String> PATHS = List.of(
            "physical_storage/type",
            "config/consumer_stack",
            "config/context",
            "config/contacts",
            "config/target",
            "config/targets",
            "config/durable_storage/type",
            "config/durable_storage/namespace",
            "config/durable_storage/shard");

    static final KeyTable KEYS =
            new KeyTable(Stream.of(PATHS, QueueReader.KAFKA_PATHS, QueueReader.OTHER_PATHS, QueueReader.COMMON_PATHS)
                    .flatMap(List::stream)
                    .toList());

    /** The parts that one persistence configuration adds to a namespace. */
    record Persistence(
            GivenObject object,
            Optional<QueueDraft> queue,
            List<ReadTarget> targets,
            Optional<String> consumerStack,
            Optional<DurableStorageConfig> durableStorage) {}

    Persistence read(Given given) {
        GivenObject object = GivenObject.closed(given, KEYS, problems);
        Values values = new Values(object);
        values.text("config/context", TextRule.ANY);
        values.text("config/contacts", TextRule.ANY);
        return new Persistence(
                object,
                type(values).map(type -> queues.read(object, type)),
                targets(object),
                values.text("config/consumer_stack", TextRule.NAME),
                durableStorage(values));
    }

    private static Optional<String> type(Values values) {
        String path = "physical_storage/type";
        String type = values.requiredText(path, TextRule.TYPE, "");
        if (type.isEmpty()) {
            return Optional.empty();
        }
        values.object().write(path, JsonNodeFactory.instance.stringNode(QueueDraft.written(type)));
        return Optional.of(type.toLowerCase(Locale.ROOT));
    }

    private List<ReadTarget> targets(GivenObject object) {
        Optional<Given> one = object.get("config/target");
        Optional<Given> several = object.get("config/targets");
        if (one.isPresent() && several.isPresent()) {
            problems.add(several.get(), "either target or targets, not both");
            return List.of();
        }
        return one.map(given -> single(object, given))
                .or(() -> several.map(given -> list(object, given)))
                .orElse(List.of());
    }

    private List<ReadTarget> single(GivenObject object, Given given) {
        Optional<ReadTarget> target = targets.read(given);
        target.ifPresent(read -> object.write("config/target", read.object().canonical()));
        return target.stream().toList();
    }

    private List<ReadTarget> list(GivenObject object, Given given) {
        if (!given.node().isArray()) {
            problems.add(given, "a list of targets");
            return List.of();
        }
        List<ReadTarget> found = new ArrayList<>();
        ArrayNode canonical = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < given.node().size(); i++) {
            Given element = given.element(i);
            targets.read(element).ifPresent(found::add);
            if (element.node().isObject() && element.node().isEmpty()) {
                problems.absent(element.pointer() + "/type", TextRule.TYPE.expectation());
            }
        }
        found.forEach(target -> canonical.add(target.object().canonical()));
        object.write("config/targets", canonical);
        return found;
    }

    private Optional<DurableStorageConfig> durableStorage(Values values) {
        String at = "config/durable_storage/";
        if (Stream.of("type", "namespace", "shard")
                .allMatch(key -> values.object().get(at + key).isEmpty())) {
            return Optional.empty();
        }
        DurableStorageConfig storage = new DurableStorageConfig(
                values.requiredText(at + "type", TextRule.TYPE, "none").toLowerCase(Locale.ROOT),
                values.requiredText(at + "namespace", TextRule.NAME, "none"),
                values.text(at + "shard", TextRule.ANY).orElse(""));
        check(storage, values.object());
        return Optional.of(storage);
    }

    private void check(DurableStorageConfig storage, GivenObject object) {
        queues.plugins().storage(storage.type()).ifPresent(plugin -> {
            for (Violation violation : plugin.check(storage)) {
                String pointer = object.pointerTo("config/durable_storage", violation.path());
                problems.add(pointer, violation.value(), violation.expectation());
            }
        });
    }
}
