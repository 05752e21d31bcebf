package io.walgateway.config.document;

import io.walgateway.config.document.node.DocumentProblem;
import io.walgateway.config.document.node.Given;
import io.walgateway.config.document.node.GivenObject;
import io.walgateway.config.document.node.KeyTable;
import io.walgateway.config.document.node.Problems;
import io.walgateway.config.document.node.TextRule;
import io.walgateway.config.document.node.Values;
import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.namespace.RetryPolicy;
import io.walgateway.core.namespace.TargetConfig;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.replication.RegionalTarget;
import io.walgateway.core.target.TargetProvider;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads one target, which may stand for several: one for each region to which a namespace is replicated.
 *
 * @param retry for values that its own retry keys do not give
 */
record TargetReader(Plugins plugins, RetryPolicy retry, Problems problems) {
    static final KeyTable KEYS = new KeyTable(
            Stream.of(List.of("name", "type"), RetryReader.PATHS, List.of("concurrency", "delivery-timeout"))
                    .flatMap(List::stream)
                    .toList());

    private static final Duration TIMEOUT_MIN = Duration.ofMillis(1);
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(10);

    /** The targets for which one of a document stands, and its document as written. */
    record ReadTarget(List<TargetConfig> configs, GivenObject object) {}

    /** Empty if the target is {@code {}}, or too wrong for anything more to be said about it. */
    Optional<ReadTarget> read(Given given) {
        int problemsBefore = problems.count();
        GivenObject object = GivenObject.open(given, KEYS, problems);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        TargetConfig config = config(object);
        Optional<TargetProvider> plugin = plugins.target(config.address().type());
        if (plugin.isEmpty() || problems.count() != problemsBefore) {
            return Optional.of(new ReadTarget(List.of(config), object));
        }
        check(plugin.get().check(config.address()), "", object);
        checkApplied(config.address(), object);
        return Optional.of(new ReadTarget(
                problems.count() == problemsBefore ? expanded(plugin.get(), config) : List.of(config), object));
    }

    private static List<TargetConfig> expanded(TargetProvider plugin, TargetConfig config) {
        return plugin.expand(config.address()).entrySet().stream()
                .map(one -> config.at(
                        one.getKey().isEmpty() ? config.name() : config.name() + "-" + one.getKey(), one.getValue()))
                .toList();
    }

    /** The target in other regions is checked by its own plugin. */
    private void checkApplied(TargetAddress address, GivenObject object) {
        if (!address.type().equals(RegionalTarget.TYPE)) {
            return;
        }
        RegionalTarget.apply(address.properties())
                .ifPresent(applied -> plugins.target(applied.type())
                        .ifPresentOrElse(
                                plugin -> check(appliedFlaws(plugin, applied), RegionalTarget.APPLY, object),
                                () -> check(
                                        List.of(new Violation(
                                                "/type",
                                                applied.type(),
                                                "one of "
                                                        + String.join(
                                                                ", ",
                                                                new TreeSet<>(plugins.targets()
                                                                        .keySet())))),
                                        RegionalTarget.APPLY,
                                        object)));
    }

    private TargetConfig config(GivenObject object) {
        Values values = new Values(object);
        String type = values.requiredText("type", TextRule.TYPE, "none").toLowerCase(Locale.ROOT);
        Map<String, String> properties = object.properties().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, property -> text(property.getValue())));
        return new TargetConfig(
                values.text("name", TextRule.NAME).orElse(type),
                new TargetAddress(type, properties),
                RetryReader.read(object, retry),
                values.integer("concurrency", 1, 10_000)
                        .orElseGet(() -> plugins.target(type)
                                .map(TargetProvider::concurrency)
                                .orElse(TargetConfig.DEFAULT_CONCURRENCY_MAX)),
                values.duration("delivery-timeout", TIMEOUT_MIN, TIMEOUT_MAX)
                        .orElse(TargetConfig.DEFAULT_DELIVERY_TIMEOUT));
    }

    /** A writer delivers in its own region. */
    private static List<Violation> appliedFlaws(TargetProvider plugin, TargetAddress applied) {
        List<Violation> flaws = plugin.check(applied);
        return flaws.isEmpty() && (applied.type().equals(RegionalTarget.TYPE) || !plugin.isSingle(applied))
                ? List.of(new Violation("/type", applied.type(), "a type of target in one region"))
                : flaws;
    }

    /** @param prefix of the properties that the violations are about */
    private void check(List<Violation> violations, String prefix, GivenObject object) {
        for (Violation violation : violations) {
            String name = prefix
                    + violation.path().replaceFirst("^/", "").replace("~1", "/").replace("~0", "~");
            Given property = object.properties().get(name);
            String pointer = property == null
                    ? object.pointer() + "/" + prefix.replace(".", "/")
                            + violation.path().replaceFirst("^/", "")
                    : property.pointer();
            Optional<String> nearest = property == null ? Optional.empty() : KEYS.nearest("", KeyTable.words(name));
            problems.add(new DocumentProblem(pointer, violation.value(), violation.expectation(), nearest));
        }
    }

    private static String text(Given property) {
        JsonNode node = property.node();
        return node.isString() ? node.stringValue() : node.toString();
    }
}
